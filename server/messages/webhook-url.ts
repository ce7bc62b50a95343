/** Whether a webhook may lead there: https anywhere, http to the hosts the operator allows; no user, password or fragment in it. */
export function isWebhookUrl(text: string, httpHosts: readonly string[]): boolean {
  if (!URL.canParse(text)) return false
  const { protocol, host, username, password, hash } = new URL(text)
  if (username !== '' || password !== '' || hash !== '') return false
  return protocol === 'https:' || (protocol === 'http:' && httpHosts.includes(host.toLowerCase()))
}
