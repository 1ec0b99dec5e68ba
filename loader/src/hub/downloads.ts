import { sayKeyIsAsked } from '../../../explorer/src/hub/access-key.ts';
import { HubError } from '../../../explorer/src/hub/fetch-hub.ts';
import { pageHeaders } from '../../../explorer/src/hub/page-headers.ts';

interface Refusal {
  readonly errors?: readonly { readonly message: string }[];
}

/** Saves a file of the hub under the name that the hub gives it. A link would save a refusal as if it were the file. */
export async function download(path: string): Promise<void> {
  const response = await fetch(path, { headers: pageHeaders() }).catch(() => {
    throw new HubError('Le hub ne répond pas. Est-il démarré ? La connexion au réseau est-elle bonne ?');
  });
  if (response.status === 401) sayKeyIsAsked();
  if (!response.ok) {
    const { errors } = (await response.json().catch(() => ({}))) as Refusal;
    throw new HubError(
      errors?.[0]?.message ?? 'Le hub n’a pas pu donner le fichier. Réessayez dans un instant.',
    );
  }
  const link = document.createElement('a');
  link.href = URL.createObjectURL(await response.blob());
  link.download = nameOf(response.headers.get('content-disposition') ?? '');
  link.click();
  // The browser has taken the file by then.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

const nameOf = (disposition: string): string =>
  decodeURIComponent(/filename\*=UTF-8''([^;]+)/.exec(disposition)?.[1] ?? '');
