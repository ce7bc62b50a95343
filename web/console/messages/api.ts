import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query'
import type { z } from 'zod'
import type { Channel, MessageState, MessageStep } from '#messages/channels.ts'
import type {
  ContactAnswer,
  ContactInput,
  ContactList,
  ContactParams,
  MadeWebhook,
  MessageDetail,
  MessagePage,
  MessageSummary,
  PreviewAnswer,
  SettingsAnswer,
  SettingsInput,
  TemplateAnswer,
  TemplateList,
  TestedWebhook,
  WebhookAnswer,
  WebhookInput,
  WebhookList,
} from '#messages/contract.ts'
import type { TemplateText } from '#messages/default-templates.ts'
import type { TemplateKey } from '#messages/preview-message.ts'
import { get, post, put, request } from '#web/shared/api/client.ts'

export type MessagesPage = z.output<typeof MessagePage>
export type Message = MessagesPage['items'][number]
export type ChannelState = MessagesPage['channels'][number]
export type MessageTold = z.output<typeof MessageDetail>
export type Counted = z.output<typeof MessageSummary>['channels'][number]
export type Template = z.output<typeof TemplateAnswer>
export type Contact = z.output<typeof ContactList>['contacts'][number]
export type ContactKey = z.output<typeof ContactParams>
export type Webhook = z.output<typeof WebhookList>['webhooks'][number]
export type MadeHook = z.output<typeof MadeWebhook>
export type Settings = z.output<typeof SettingsAnswer>['settings']

/** Which messages; moments as ISO text. */
export interface MessageFilter {
  readonly state?: MessageState | undefined
  readonly channel?: Channel | undefined
  readonly step?: MessageStep | undefined
  readonly from?: string | undefined
  readonly to?: string | undefined
}

export const MESSAGES = ['messages'] as const
const PAGE = 100
const ANY: MessageFilter = {}
// Every look at the list is in the audit log: it is read when somebody asks, not when a window comes to the front.
const ASKED = { refetchOnWindowFocus: false, staleTime: 60_000 } as const

/** What was and is to be sent, newest first, page by page as one scrolls. */
export const useMessages = (filter: MessageFilter) =>
  useInfiniteQuery({
    queryKey: [...MESSAGES, 'list', filter],
    queryFn: ({ pageParam, signal }) => get<MessagesPage>('/api/messages', { ...filter, after: pageParam, limit: PAGE }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
    ...ASKED,
  })

/** One message with every attempt to send it. */
export const useMessage = (id: string) =>
  useQuery({
    queryKey: [...MESSAGES, 'one', id],
    queryFn: ({ signal }) => get<MessageTold>(`/api/messages/${id}`, undefined, signal),
    ...ASKED,
    staleTime: 0,
  })

/** What a day did, by channel. */
export const useSummary = () =>
  useQuery({
    queryKey: [...MESSAGES, 'summary'],
    queryFn: ({ signal }) => get<z.output<typeof MessageSummary>>('/api/messages/summary', undefined, signal),
    refetchInterval: 60_000,
  })

export const useTemplates = () =>
  useQuery({
    queryKey: [...MESSAGES, 'templates'],
    queryFn: async ({ signal }) => (await get<z.output<typeof TemplateList>>('/api/message-templates', undefined, signal)).templates,
    refetchOnWindowFocus: false,
  })

/** What a text would look like; the problem tells what is wrong with it. The preview before stays until the next is there. */
export const usePreview = (key: TemplateKey, text: TemplateText) =>
  useQuery({
    queryKey: [...MESSAGES, 'preview', key, text],
    queryFn: ({ signal }) =>
      request<z.output<typeof PreviewAnswer>>('POST', '/api/message-templates/preview', { body: { ...key, ...text }, signal }),
    placeholderData: keepPreviousData,
    refetchOnWindowFocus: false,
    staleTime: 60_000,
  })

export const setTemplate = ({ step, audience, channel, locale }: TemplateKey, text: TemplateText, requestId: string) =>
  put<Template>(`/api/message-templates/${step}/${audience}/${channel}/${locale}`, { requestId, ...text })
export const resetTemplate = ({ step, audience, channel, locale }: TemplateKey, requestId: string) =>
  post<Template>(`/api/message-templates/${step}/${audience}/${channel}/${locale}/reset`, { requestId })

export const useSettings = () =>
  useQuery({
    queryKey: [...MESSAGES, 'settings'],
    queryFn: async ({ signal }) => (await get<z.output<typeof SettingsAnswer>>('/api/message-settings', undefined, signal)).settings,
  })
export const setSettings = (input: z.input<typeof SettingsInput>) => put<z.output<typeof SettingsAnswer>>('/api/message-settings', input)

/** Which channels are on, as the list of messages tells. */
export function useChannels() {
  const { data, error, refetch } = useMessages(ANY)
  return { channels: data?.pages[0]?.channels, error, refetch }
}

export const useContacts = () =>
  useQuery({
    queryKey: [...MESSAGES, 'contacts'],
    queryFn: async ({ signal }) => (await get<z.output<typeof ContactList>>('/api/message-contacts', undefined, signal)).contacts,
  })
export const setContact = ({ kind, id, channel }: ContactKey, input: z.input<typeof ContactInput>) =>
  put<z.output<typeof ContactAnswer>>(`/api/message-contacts/${kind}/${id}/${channel}`, input)
export const removeContact = ({ kind, id, channel }: ContactKey, requestId: string) =>
  post<{ readonly id: string }>(`/api/message-contacts/${kind}/${id}/${channel}/remove`, { requestId })

const WATCHED = 5000
/** The webhooks; read again and again as long as something is awaited of one. */
export const useWebhooks = (awaited: (webhook: Webhook) => boolean) =>
  useQuery({
    queryKey: [...MESSAGES, 'webhooks'],
    queryFn: async ({ signal }) => (await get<z.output<typeof WebhookList>>('/api/webhooks', undefined, signal)).webhooks,
    refetchInterval: ({ state }) => (state.data?.some(awaited) ? WATCHED : false),
  })
export const addWebhook = (input: z.input<typeof WebhookInput>) => post<MadeHook>('/api/webhooks', input)
export const changeWebhook = (id: string, input: z.input<typeof WebhookInput>) =>
  put<z.output<typeof WebhookAnswer>>(`/api/webhooks/${id}`, input)
export const removeWebhook = (id: string, requestId: string) => post<{ readonly id: string }>(`/api/webhooks/${id}/remove`, { requestId })
export const testWebhook = (id: string, requestId: string) =>
  post<z.output<typeof TestedWebhook>>(`/api/webhooks/${id}/test`, { requestId })
