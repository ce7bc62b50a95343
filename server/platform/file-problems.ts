import { Problem } from '#platform/problem.ts'

/** Seconds until it is worth trying again. */
const SOON = 5
const LATER = 30

export const fileProblems = {
  notFound: (key: string) =>
    new Problem('file.not_found', 404, { zh: '文件不存在或已被删除。', en: 'The file does not exist or was removed.' }, { key }),
  badKey: () =>
    new Problem('file.bad_key', 400, {
      zh: '文件键必须是 64 位小写十六进制的 SHA-256。',
      en: 'A file key is a SHA-256: 64 lower-case hexadecimal digits.',
    }),
  full: () =>
    new Problem(
      'storage.full',
      507,
      {
        zh: '存放文件的磁盘已满，未保存；请通知管理员，稍后再试。',
        en: 'The disk that keeps files is full; nothing was kept. Tell the administrator and try again later.',
      },
      { retryAfter: LATER },
    ),
  unavailable: () =>
    new Problem(
      'storage.unavailable',
      503,
      { zh: '暂时无法读写文件，请稍后再试。', en: 'Files cannot be read or kept at the moment. Try again shortly.' },
      { retryAfter: SOON },
    ),
}

const FULL = new Set(['ENOSPC', 'EDQUOT'])
const OUT_OF_REACH = new Set(['EIO', 'EROFS', 'EMFILE', 'ENFILE', 'ESTALE', 'ENOTCONN', 'EHOSTDOWN', 'EACCES', 'EPERM'])

/** What a file system's error means to whoever asked; the error itself when it is a fault of ours. */
export function problemOfFiles(error: unknown): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (FULL.has(code)) return fileProblems.full()
  return OUT_OF_REACH.has(code) ? fileProblems.unavailable() : error
}
