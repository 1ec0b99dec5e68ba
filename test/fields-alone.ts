import type { TestHub } from './hub.js';

interface FieldOfType {
  readonly name: string;
  readonly args: readonly { readonly type: TypeRef; readonly defaultValue: string | null }[];
  readonly type: TypeRef;
}
interface TypeRef {
  readonly kind: string;
  readonly name: string | null;
  readonly ofType: TypeRef | null;
}

const namedOf = (type: TypeRef): TypeRef => (type.ofType ? namedOf(type.ofType) : type);
const reference = 'kind name ofType { kind name ofType { kind name ofType { kind name } } }';

/** The fields of a type that need no argument, each as one asks for it: those of an object with the values in it, to some depth. */
export async function fieldsOf(hub: TestHub, type: string, depth: number): Promise<string[]> {
  const { data } = await hub.ask(
    `{ __type(name: "${type}") { fields { name type { ${reference} } args { defaultValue type { ${reference} } } } } }`,
  );
  const fields: readonly FieldOfType[] = data.__type.fields;
  const asked: string[] = [];
  for (const { name, args, type: of } of fields) {
    if (args.some(({ type: { kind }, defaultValue }) => kind === 'NON_NULL' && defaultValue === null))
      continue;
    const named = namedOf(of);
    if (named.kind === 'SCALAR' || named.kind === 'ENUM') asked.push(name);
    else if (depth > 0 && named.kind === 'OBJECT')
      asked.push(...(await fieldsOf(hub, named.name ?? '', depth - 1)).map((each) => `${name} { ${each} }`));
  }
  return asked;
}
