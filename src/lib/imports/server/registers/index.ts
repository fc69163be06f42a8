import type { ImportKind } from '../../vocabulary/index.ts';
import { organisationRegister } from './organisations.ts';
import { peopleRegister } from './people.ts';
import { placeRegister } from './places.ts';
import type { Register } from './register.ts';

export const registers: Record<ImportKind, Register> = {
	organisations: organisationRegister,
	places: placeRegister,
	people: peopleRegister,
};
