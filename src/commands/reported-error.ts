/** What a hub answered that it could not do: already in French, for whoever runs the command. */
export class ReportedError extends Error {
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}
