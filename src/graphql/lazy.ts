/** A field that costs something, and is worked out only if it is asked for: GraphQL calls a property that is a function. */
export type Lazy<T> = () => T | Promise<T>;
