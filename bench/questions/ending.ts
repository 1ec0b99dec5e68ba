/** What must be done when a run is stopped half-way: bases dropped, folders removed. */
const tasks = new Set<() => Promise<void>>();

/** Does something, and tidies up after it, whether it ends by itself or the whole run is stopped. */
export async function withTidying<T>(work: () => Promise<T>, tidy: () => Promise<void>): Promise<T> {
  tasks.add(tidy);
  try {
    return await work();
  } finally {
    tasks.delete(tidy);
    await tidy();
  }
}

export async function tidyAll(): Promise<void> {
  await Promise.allSettled([...tasks].map((tidy) => tidy()));
}
