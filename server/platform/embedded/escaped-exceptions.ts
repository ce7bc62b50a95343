import type { Extension } from '@electric-sql/pglite'

type Imports = { env: Record<string, (...args: number[]) => unknown> }
type Instantiate = (imports: Imports, done: unknown) => unknown

/** As a simple query of the wire protocol: fails, and with it the transaction it runs in. */
function failing(statement: string): Uint8Array {
  const text = Buffer.from(`${statement}\0`)
  const length = Buffer.alloc(4)
  length.writeInt32BE(text.length + 4)
  return Buffer.concat([Buffer.from('Q'), length, text])
}

/** XX000 is what PostGIS answers on a server when GEOS gives up on a geometry. */
export const geometryFailure = failing(`do $$ begin raise exception using errcode = 'XX000',
  message = 'GEOS could not complete an operation on these geometries',
  hint = 'The embedded engine cannot take up GEOS where a server retries: give overlay functions a grid size, or snap the geometries first.';
end $$`)

/**
 * Counts the C++ exceptions of the engine. GEOS announces geometry it cannot work with by throwing, and in PGlite's build nothing catches it: the
 * exception unwinds to the executor, which goes on as if the query had ended, with no rows and no error. So whatever was
 * answered after a throw is worthless and must become an error.
 */
export class EscapedExceptions {
  #thrown = 0

  readonly extension: Extension = {
    name: 'escaped exceptions',
    setup: async (_engine, options) => {
      const instantiate: Instantiate = options.instantiateWasm
      return {
        emscriptenOpts: { ...options, instantiateWasm: (imports: Imports, done: unknown) => instantiate(this.#watched(imports), done) },
      }
    },
  }

  /** Whether anything was thrown since the last time this was asked. */
  take(): boolean {
    const thrown = this.#thrown > 0
    this.#thrown = 0
    return thrown
  }

  #watched(imports: Imports): Imports {
    const raise = imports.env.__cxa_throw
    if (raise === undefined) throw new Error('PGlite no longer imports __cxa_throw: look again at how GEOS reports its errors')
    imports.env.__cxa_throw = (...args) => {
      this.#thrown++
      return raise(...args)
    }
    return imports
  }
}
