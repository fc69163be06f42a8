import type { Lie } from '../../../districts/lie-of-areas.ts';
import { lieOf, removeAreas, writeLie } from '../../../districts/server/lie-of-areas.ts';
import type { Restorable } from './register.ts';

/** Areas as files of boundaries and of 町丁目 see them. */
export const areaRegister: Restorable = {
	contents: lieOf,
	// the cast is safe: contents come from `lieOf` or a plan made of it, also when they were kept as JSON
	write: (work, id, content) => writeLie(work, id, content as Lie),
	remove: removeAreas,
	use: { table: 'areas', column: 'area_id', parts: ['area_boundaries', 'area_towns'] },
};
