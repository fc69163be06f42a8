import { mayImport, mayStillUndo } from '#lib/imports/rules.ts';
import { undoImport } from '#lib/imports/server/commands.ts';
import { importOrRefuse, keptOf } from '#lib/imports/server/queries.ts';
import { say } from '#lib/kernel/say.ts';
import { now } from '#lib/server/application.ts';
import { act, read, requireActor } from '#lib/server/request.ts';
import type { Actions, PageServerLoad } from './$types.ts';

const pages = {
	...{ organisations: '/organisations', places: '/places', people: '/desk/people' },
	...{ boundaries: '/desk/areas', towns: '/desk/areas' },
};

export const load: PageServerLoad = (event) => {
	requireActor(event, mayImport);
	return read(event, async (tx, actor) => {
		const made = await importOrRefuse(tx, actor, event.params.id);
		const { kind, fileName, rowsRead, rowsAdded, rowsChanged, madeAt, undoneAt } = made;
		const kept = await keptOf(tx, actor, made.id);
		return {
			...{ kind: say(`imports_kind_${kind}`), fileName, rowsRead, rowsAdded, rowsChanged },
			...{ madeAt, undoneAt, mayUndo: mayStillUndo(made, now()) },
			kept: kept.map((one) => ({
				name: one.name,
				why: say(one.kept === 'used' ? 'imports_kept_used' : 'imports_kept_changed'),
				path: `${pages[kind]}/${one.id}`,
			})),
		};
	});
};

export const actions: Actions = {
	default: act(undoImport, {
		then: ({ id }) => `/desk/imports/made/${id}`,
		done: 'done_imports_undone',
		also: ({ params }) => ({ id: params.id }),
	}),
};
