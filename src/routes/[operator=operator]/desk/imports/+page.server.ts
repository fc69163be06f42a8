import { isAboutAreas, mayImport } from '#lib/imports/rules.ts';
import { draftImport } from '#lib/imports/server/commands.ts';
import { listDrafts, listImports } from '#lib/imports/server/queries.ts';
import { columnsOf, importKinds } from '#lib/imports/vocabulary/index.ts';
import { act, read, requireActor } from '#lib/server/request.ts';
import type { Actions, PageServerLoad } from './$types.ts';

export const load: PageServerLoad = (event) => {
	requireActor(event, mayImport);
	return read(event, async (tx, actor) => ({
		imports: await listImports(tx, actor),
		drafts: (await listDrafts(tx, actor)).map((draft) => ({
			...draft,
			path: isAboutAreas(draft.kind)
				? `/desk/areas/drafts/${draft.id}`
				: `/desk/imports/${draft.id}`,
		})),
		templates: importKinds.map((kind) => ({
			kind,
			headings: columnsOf(kind).map(({ heading }) => heading),
		})),
	}));
};

export const actions: Actions = {
	default: act(draftImport, { then: ({ id }) => `/desk/imports/${id}`, files: ['file'] }),
};
