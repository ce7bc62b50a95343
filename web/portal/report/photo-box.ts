const [NAME, STORE] = ['wangge.portal', 'photos']

/** Photos of this visit: all there is where the browser keeps nothing, such as in a private window. */
const here = new Map<string, Blob>()

const settled = <Value>(request: IDBRequest<Value>): Promise<Value> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })

function open(): Promise<IDBDatabase> {
  const request = indexedDB.open(NAME, 1)
  request.onupgradeneeded = () => request.result.createObjectStore(STORE)
  return settled(request)
}

async function within<Value>(mode: IDBTransactionMode, act: (store: IDBObjectStore) => IDBRequest<Value>): Promise<Value | undefined> {
  try {
    const database = await open()
    try {
      return await settled(act(database.transaction(STORE, mode).objectStore(STORE)))
    } finally {
      database.close()
    }
  } catch {
    // Storage that is full or forbidden: the photo lasts as long as the page is open.
    return undefined
  }
}

/** Keeps a photo on this device under a key. Bytes, for not every browser stores a Blob. */
export async function keepPhoto(key: string, photo: Blob): Promise<void> {
  here.set(key, photo)
  const bytes = await photo.arrayBuffer()
  await within('readwrite', (store) => store.put({ bytes, type: photo.type }, key))
}

interface Stored {
  readonly bytes: ArrayBuffer
  readonly type: string
}

/** The photo under a key; undefined when the browser has let go of it. */
export async function findPhoto(key: string): Promise<Blob | undefined> {
  const known = here.get(key)
  if (known) return known
  const stored = await within<Stored | undefined>('readonly', (store) => store.get(key) as IDBRequest<Stored | undefined>)
  const photo = stored && new Blob([stored.bytes], { type: stored.type })
  if (photo) here.set(key, photo)
  return photo
}

export async function forgetPhotos(keys: readonly string[]): Promise<void> {
  for (const key of keys) {
    here.delete(key)
    await within('readwrite', (store) => store.delete(key))
  }
}
