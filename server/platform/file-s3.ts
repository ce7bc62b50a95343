import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3'
import { systemClock } from '#platform/clock.ts'
import type { FilesConfig } from '#platform/config.ts'
import { fileProblems } from '#platform/file-problems.ts'
import { checkKey, type FileStore, type KeptFile } from '#platform/files.ts'

export type S3Place = Extract<FilesConfig, { kind: 's3' }>

/** What is kept again this long after it was kept is written again, which is how such a service remembers when. */
const KEPT_ANEW = 3_600_000
const LONGEST = 30_000

const isMissing = (error: unknown): boolean =>
  error instanceof Error &&
  (error.name === 'NoSuchKey' || error.name === 'NotFound' || ('$metadata' in error && statusOf(error.$metadata) === 404))

const statusOf = (metadata: unknown): unknown =>
  typeof metadata === 'object' && metadata !== null && 'httpStatusCode' in metadata ? metadata.httpStatusCode : undefined

/** A service of one's own (an endpoint is given) is addressed by path, for its bucket is seldom a host name. */
const clientOf = ({ endpoint, region }: S3Place): S3Client => {
  const requestHandler = { requestTimeout: LONGEST, connectionTimeout: LONGEST / 3 }
  if (endpoint === undefined) return new S3Client({ region, requestHandler })
  return new S3Client({
    region,
    endpoint,
    requestHandler,
    forcePathStyle: true,
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
  })
}

/** Anything but "there is none" means that the service cannot do it now; the SDK has tried three times by then. */
async function answered<T>(work: Promise<T>): Promise<T | undefined> {
  try {
    return await work
  } catch (error) {
    if (isMissing(error)) return undefined
    throw Object.assign(fileProblems.unavailable(), { cause: error })
  }
}

/**
 * Files in an S3-compatible service. Credentials come from the SDK's own chain (AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, a profile, a machine's role).
 * A stream is read into memory before it is sent: uploads are limited in size long before.
 */
export function s3Store(place: S3Place): FileStore {
  const client = clientOf(place)
  const at = (key: string): { Bucket: string; Key: string } => ({ Bucket: place.bucket, Key: place.prefix + checkKey(key) })
  const keptAt = async (key: string): Promise<Date | undefined> => {
    const found = await answered(client.send(new HeadObjectCommand(at(key))))
    return found && (found.LastModified ?? new Date(0))
  }
  const remove = async (key: string): Promise<void> => void (await answered(client.send(new DeleteObjectCommand(at(key)))))
  return {
    has: async (key) => (await keptAt(key)) !== undefined,
    remove,
    async put(bytes, key) {
      const kept = await keptAt(key)
      if (kept && systemClock.now().getTime() - kept.getTime() < KEPT_ANEW) return
      await answered(client.send(new PutObjectCommand({ ...at(key), Body: Buffer.isBuffer(bytes) ? bytes : await buffer(bytes) })))
    },
    async get(key) {
      const found = await answered(client.send(new GetObjectCommand(at(key))))
      if (found?.Body instanceof Readable) return found.Body
      throw fileProblems.notFound(key)
    },
    list: () => listKeys(client, place),
    async removeKeptBefore(key, before) {
      const kept = await keptAt(key)
      if (!kept || kept >= before) return false
      await remove(key)
      return true
    },
    removeScraps: async () => 0,
    check: async () => void (await keptAt('0'.repeat(64))),
  }
}

async function* listKeys(client: S3Client, { bucket, prefix }: S3Place): AsyncGenerator<KeptFile> {
  let token: string | undefined
  do {
    const page = await answered(client.send(new ListObjectsV2Command({ Bucket: bucket, Prefix: prefix, ContinuationToken: token })))
    for (const { Key = '', LastModified = new Date(0) } of page?.Contents ?? []) {
      const key = Key.slice(prefix.length)
      if (/^[0-9a-f]{64}$/.test(key)) yield { key, at: LastModified }
    }
    token = page?.NextContinuationToken
  } while (token !== undefined)
}
