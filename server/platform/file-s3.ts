import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { DeleteObjectCommand, GetObjectCommand, HeadObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3'
import type { FilesConfig } from '#platform/config.ts'
import { fileProblems } from '#platform/file-problems.ts'
import { checkKey, type FileStore } from '#platform/files.ts'

export type S3Place = Extract<FilesConfig, { kind: 's3' }>

const isMissing = (error: unknown): boolean =>
  error instanceof Error &&
  (error.name === 'NoSuchKey' || error.name === 'NotFound' || ('$metadata' in error && statusOf(error.$metadata) === 404))

const statusOf = (metadata: unknown): unknown =>
  typeof metadata === 'object' && metadata !== null && 'httpStatusCode' in metadata ? metadata.httpStatusCode : undefined

/** A service of one's own (an endpoint is given) is addressed by path, for its bucket is seldom a host name. */
const clientOf = ({ endpoint, region }: S3Place): S3Client =>
  new S3Client(
    endpoint === undefined
      ? { region }
      : {
          region,
          endpoint,
          forcePathStyle: true,
          requestChecksumCalculation: 'WHEN_REQUIRED',
          responseChecksumValidation: 'WHEN_REQUIRED',
        },
  )

/**
 * Files in an S3-compatible service. Credentials come from the SDK's own chain (AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, a profile, a machine's role).
 * A stream is read into memory before it is sent: uploads are limited in size long before.
 */
export function s3Store(place: S3Place): FileStore {
  const client = clientOf(place)
  const at = (key: string): { Bucket: string; Key: string } => ({ Bucket: place.bucket, Key: place.prefix + checkKey(key) })
  const has = (key: string): Promise<boolean> =>
    client.send(new HeadObjectCommand(at(key))).then(
      () => true,
      (error: unknown) => {
        if (isMissing(error)) return false
        throw error
      },
    )
  return {
    has,
    async put(bytes, key) {
      if (await has(key)) return
      await client.send(new PutObjectCommand({ ...at(key), Body: Buffer.isBuffer(bytes) ? bytes : await buffer(bytes) }))
    },
    async get(key) {
      try {
        const { Body } = await client.send(new GetObjectCommand(at(key)))
        if (Body instanceof Readable) return Body
      } catch (error) {
        if (!isMissing(error)) throw error
      }
      throw fileProblems.notFound(key)
    },
    async remove(key) {
      await client.send(new DeleteObjectCommand(at(key)))
    },
  }
}
