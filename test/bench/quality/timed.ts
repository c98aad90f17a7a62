/** Seconds that work takes; those of the processor are told beside, as a machine may be shared. */
export async function timed<T>(
  what: string,
  work: () => T | Promise<T>,
): Promise<{ seconds: number; result: T }> {
  const before = process.cpuUsage();
  const began = performance.now();
  const result = await work();
  const seconds = (performance.now() - began) / 1000;
  const { user, system } = process.cpuUsage(before);
  console.log(`${what}: ${seconds.toFixed(1)} s, ${((user + system) / 1e6).toFixed(1)} s of the processor`);
  return { seconds, result };
}
