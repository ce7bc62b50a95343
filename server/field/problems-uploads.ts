import { Problem } from '#platform/problem.ts'

/** What uploads in parts refuse; statuses as tus 1.0 has them. */
export const uploadProblems = {
  version: () =>
    new Problem(
      'upload.tus_version',
      412,
      { zh: '须带请求头“Tus-Resumable: 1.0.0”。', en: 'The header Tus-Resumable: 1.0.0 is needed.' },
      { field: 'Tus-Resumable' },
    ),
  badHeader: (name: string, rule: { readonly zh: string; readonly en: string }) =>
    new Problem(
      'upload.bad_header',
      400,
      { zh: `请求头“${name}”${rule.zh}。`, en: `The header ${name} ${rule.en}.` },
      { field: name },
    ),
  notFound: () => new Problem('upload.not_found', 404, { zh: '没有这次上传，或不是本人的上传。', en: 'There is no such upload of yours.' }),
  expired: () =>
    new Problem('upload.expired', 410, { zh: '这次上传已过期：请重新开始。', en: 'This upload has expired: begin it anew.' }),
  tooMany: (most: number) =>
    new Problem(
      'upload.too_many',
      429,
      { zh: `未完成的上传已有 ${most} 个：先续传或删除。`, en: `You have ${most} unfinished uploads: go on with them or delete some first.` },
      { most },
    ),
  tooManyParts: (most: number) =>
    new Problem(
      'upload.too_many_parts',
      409,
      { zh: `这次上传已分成 ${most} 段：请删除后以较大的分段重新上传。`, en: `This upload has come in ${most} parts: delete it and send larger parts.` },
      { most },
    ),
  wrongOffset: (offset: number) =>
    new Problem(
      'upload.wrong_offset',
      409,
      { zh: `应从第 ${offset} 字节续传。`, en: `The upload goes on from byte ${offset}.` },
      { offset },
    ),
  checksum: () =>
    new Problem('upload.checksum', 460, { zh: '这一段与其校验和不符，已丢弃：请重发。', en: 'This part does not match its checksum and was dropped: send it again.' }),
  wrongHash: () =>
    new Problem(
      'upload.wrong_hash',
      422,
      { zh: '文件与申报的 SHA-256 不符，已丢弃：请重新上传。', en: 'The file does not match the SHA-256 that was given and was dropped: begin anew.' },
      { field: 'sha256' },
    ),
} // biome-ignore format: one problem a paragraph
