import { coverageOfDepartment } from './01-coverage-of-department.js';
import { coverageByEpci } from './02-coverage-by-epci.js';
import { coverageOfFranceByYear } from './03-coverage-of-france-by-year.js';
import { subsidiesBySector } from './04-subsidies-by-sector.js';
import { subsidiesBySectorAndYear } from './05-subsidies-by-sector-and-year.js';
import { topCommunesPerInhabitant } from './06-top-communes-per-inhabitant.js';
import { completionByTheme } from './07-completion-by-theme.js';
import { rankingOfDepartments } from './08-ranking-of-departments.js';
import { communesOfDepartment } from './09-communes-of-department.js';
import { planOfConvention } from './10-plan-of-convention.js';
import type { Question } from './question.js';

export const questions: readonly Question[] = [
  coverageOfDepartment,
  coverageByEpci,
  coverageOfFranceByYear,
  subsidiesBySector,
  subsidiesBySectorAndYear,
  topCommunesPerInhabitant,
  completionByTheme,
  rankingOfDepartments,
  communesOfDepartment,
  planOfConvention,
];
