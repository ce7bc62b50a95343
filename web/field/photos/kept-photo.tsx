import { useEffect, useState } from 'react'
import type { PhotoRecord } from '#web/field/store/records.ts'
import { useWords } from '#web/shared/language/language.ts'
import { photoWords } from './words.ts'

/** The address of a blob, for as long as it is shown. */
function useBlobAddress(blob: Blob): string | undefined {
  const [address, setAddress] = useState<string>()
  useEffect(() => {
    const made = URL.createObjectURL(blob)
    setAddress(made)
    return () => URL.revokeObjectURL(made)
  }, [blob])
  return address
}

/** A photo that is still on the phone. */
export function KeptPhoto({ photo }: { readonly photo: PhotoRecord }) {
  const words = useWords(photoWords)
  // Every change of the record brings another blob of the same picture.
  const [blob] = useState(photo.blob)
  const address = useBlobAddress(blob)
  return address ? <img src={address} alt={words.taken} /> : null
}
