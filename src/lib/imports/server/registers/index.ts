import type { ImportKind } from '../../vocabulary/index.ts';
import type { MadeKind } from '../../rules.ts';
import { areaRegister } from './areas.ts';
import { organisationRegister } from './organisations.ts';
import { peopleRegister } from './people.ts';
import { placeRegister } from './places.ts';
import type { Register, Restorable } from './register.ts';

export const registers: Record<ImportKind, Register> = {
	organisations: organisationRegister,
	places: placeRegister,
	people: peopleRegister,
};

/** Everything that an import has written and can take back. */
export const restorables: Record<MadeKind, Restorable> = {
	...registers,
	boundaries: areaRegister,
	towns: areaRegister,
};
