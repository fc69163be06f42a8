import { mayImport } from '#lib/imports/rules.ts';
import { confirmImport, dropImport } from '#lib/imports/server/commands.ts';
import { previewOf } from '#lib/imports/server/queries.ts';
import { dateInTokyo, formatDateTime } from '#lib/kernel/dates.ts';
import { say } from '#lib/kernel/say.ts';
import { now } from '#lib/server/application.ts';
import { act, read, requireActor } from '#lib/server/request.ts';
import type { Actions, PageServerLoad } from './$types.ts';

const shownProblems = 50;
const shownRows = 20;

export const load: PageServerLoad = (event) => {
	requireActor(event, mayImport);
	return read(event, async (tx, actor) => {
		const preview = await previewOf(tx, actor, event.params.id, dateInTokyo(now()));
		const { plan } = preview;
		const known = plan.planned.filter((row) => row.known !== null).length;
		return {
			fileName: preview.fileName,
			sameFileBefore: preview.sameFileBefore && formatDateTime(preview.sameFileBefore),
			encoding: plan.encoding,
			headerRow: plan.headerRow,
			mapping: plan.mapping.map(({ heading }) => heading),
			unknown: plan.unknown,
			counts: {
				rows: plan.rowsRead,
				added: plan.planned.length - known,
				changed: known,
				wrong: new Set(plan.problems.map(({ row }) => row)).size,
			},
			problems: plan.problems
				.slice(0, shownProblems)
				.map(({ row, heading, message }) => ({ row, heading, text: say(message) })),
			moreProblems: Math.max(0, plan.problems.length - shownProblems),
			rows: plan.planned
				.slice(0, shownRows)
				.map(({ row, name, known: before }) => ({ row, name, isKnown: before !== null })),
		};
	});
};

const also = ({ params }: { params: { id?: string | undefined } }) => ({ id: params.id });

export const actions: Actions = {
	confirm: act(confirmImport, { then: () => '/desk/imports', done: 'done_imports_written', also }),
	drop: act(dropImport, { then: () => '/desk/imports', done: 'done_imports_dropped', also }),
};
