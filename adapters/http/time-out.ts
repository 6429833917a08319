/**
 * Breaks off what takes too long. To be cleared once it is answered: a timer of half a minute for each call of a busy
 * platform would else hold what was asked and answered long after.
 */
export function startTimeOut(ms: number): { readonly signal: AbortSignal; clear(): void } {
  const controller = new AbortController()
  const timer = setTimeout(() => controller.abort(new DOMException('took too long', 'TimeoutError')), ms)
  // Nothing is kept running for it alone.
  timer.unref()
  return { signal: controller.signal, clear: () => clearTimeout(timer) }
}
