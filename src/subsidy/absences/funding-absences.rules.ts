/** Of what funding lines are looked for. */
export enum AbsenceUnit {
  COMMUNE = 'COMMUNE',
  EPCI = 'EPCI',
  CONVENTION = 'CONVENTION',
}

/** What is known of a line that a territory has no amount of. */
export enum AbsenceState {
  ABSENT = 'ABSENT',
  UNCERTAIN = 'UNCERTAIN',
  NOT_REPORTED = 'NOT_REPORTED',
}
