/** What an action needs so that it can be followed. */
export enum ActionField {
  LEAD = 'LEAD',
  DUE_DATE = 'DUE_DATE',
  THEME = 'THEME',
  INDICATOR = 'INDICATOR',
  BASELINE = 'BASELINE',
  PROGRESS = 'PROGRESS',
}

export const actionFields = Object.values(ActionField);
