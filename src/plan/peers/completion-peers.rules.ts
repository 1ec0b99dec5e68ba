/** What is compared of the completion of territories. */
export enum CompletionPeerMeasure {
  ACTION_RATE = 'ACTION_RATE',
  OBJECTIVE_RATE = 'OBJECTIVE_RATE',
}
