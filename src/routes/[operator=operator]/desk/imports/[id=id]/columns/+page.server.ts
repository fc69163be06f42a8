import { mayImport } from '#lib/imports/rules.ts';
import { chooseColumns } from '#lib/imports/server/commands.ts';
import { previewOf } from '#lib/imports/server/queries.ts';
import { targetsOf } from '#lib/imports/vocabulary/index.ts';
import { dateInTokyo } from '#lib/kernel/dates.ts';
import { truncate } from '#lib/kernel/text.ts';
import { now } from '#lib/server/application.ts';
import { act, read, requireActor } from '#lib/server/request.ts';
import type { Actions, PageServerLoad } from './$types.ts';

export const load: PageServerLoad = (event) => {
	requireActor(event, mayImport);
	return read(event, async (tx, actor) => {
		const { plan } = await previewOf(tx, actor, event.params.id, dateInTokyo(now()));
		return {
			id: event.params.id,
			headerRow: plan.headerRow,
			sheet: plan.sheet,
			sheets: plan.sheets,
			columns: plan.columns.map(({ source, target, sample }) => ({
				...{ heading: source, target: target ?? '', sample: truncate(sample, 60) },
			})),
			targets: targetsOf[plan.kind].map(({ field, names }) => ({
				value: field,
				label: names[0] ?? '',
			})),
		};
	});
};

const also = ({ params }: { params: { id?: string | undefined } }) => ({ id: params.id });
const done = 'done_imports_chosen';

export const actions: Actions = {
	header: act(chooseColumns, { then: ({ id }) => `/desk/imports/${id}/columns`, done, also }),
	columns: act(chooseColumns, { then: ({ id }) => `/desk/imports/${id}`, done, also }),
};
