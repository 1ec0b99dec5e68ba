/** Below so many operators, a share tells nearly what each of them receives. */
export const minimumOperators = 3;
