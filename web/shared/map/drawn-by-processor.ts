/** How browsers name a graphics card that is only imitated. */
const IMITATED = /swiftshader|llvmpipe|softpipe|software|basic render/i

function readRenderer(): string {
  const pen = document.createElement('canvas').getContext('webgl2')
  if (!pen) return ''
  const told = pen.getExtension('WEBGL_debug_renderer_info')
  const name = String(pen.getParameter(told ? told.UNMASKED_RENDERER_WEBGL : pen.RENDERER))
  pen.getExtension('WEBGL_lose_context')?.loseContext()
  return name
}

let known: boolean | undefined

/** Whether maps are drawn by the processor because the machine has no graphics card; asked of the browser once. */
export function isDrawnByProcessor(): boolean {
  known ??= IMITATED.test(readRenderer())
  return known
}
