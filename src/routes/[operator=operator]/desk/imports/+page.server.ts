import { mayImport } from '#lib/imports/rules.ts';
import { draftImport } from '#lib/imports/server/commands.ts';
import { listImports } from '#lib/imports/server/queries.ts';
import { columnsOf, importKinds } from '#lib/imports/vocabulary/index.ts';
import { act, read, requireActor } from '#lib/server/request.ts';
import type { Actions, PageServerLoad } from './$types.ts';

export const load: PageServerLoad = (event) => {
	requireActor(event, mayImport);
	return read(event, async (tx, actor) => ({
		imports: await listImports(tx, actor),
		templates: importKinds.map((kind) => ({
			kind,
			headings: columnsOf(kind).map(({ heading }) => heading),
		})),
	}));
};

export const actions: Actions = {
	default: act(draftImport, { then: ({ id }) => `/desk/imports/${id}`, files: ['file'] }),
};
