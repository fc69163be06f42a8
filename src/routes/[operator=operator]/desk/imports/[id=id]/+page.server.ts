import type { RowProblem } from '#lib/imports/reading/reading.ts';
import { mayImport } from '#lib/imports/rules.ts';
import { confirmImport, dropImport } from '#lib/imports/server/commands.ts';
import { previewOf } from '#lib/imports/server/queries.ts';
import { targetLabel } from '#lib/imports/vocabulary/index.ts';
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
		const { fileName, plan, sameFileBefore } = await previewOf(
			...([tx, actor, event.params.id, dateInTokyo(now())] as const),
		);
		const count = (does: string) => plan.planned.filter((row) => row.does === does).length;
		return {
			id: event.params.id,
			fileName,
			sameFileBefore: sameFileBefore && formatDateTime(sameFileBefore),
			encoding: plan.encoding,
			headerRow: plan.headerRow,
			sheet: plan.sheets[plan.sheet] ?? '',
			isRemembered: plan.isRemembered,
			columns: plan.columns.map(({ source, target }) => ({
				heading: source,
				target: target === null ? '' : (targetLabel(plan.kind, target) ?? ''),
			})),
			counts: {
				rows: plan.rows.length,
				added: count('add'),
				changed: count('change'),
				same: count('nothing'),
				wrong: new Set(plan.problems.map(({ row }) => row)).size,
			},
			problems: plan.problems.slice(0, shownProblems).map(inWords),
			moreProblems: Math.max(0, plan.problems.length - shownProblems),
			notices: plan.notices.slice(0, shownProblems).map(inWords),
			moreNotices: Math.max(0, plan.notices.length - shownProblems),
			rows: plan.planned.slice(0, shownRows).map(({ row, name, does }) => ({ row, name, does })),
		};
	});
};

function inWords({ row, heading, message }: RowProblem) {
	return { row, heading, text: say(message) };
}

const also = ({ params }: { params: { id?: string | undefined } }) => ({ id: params.id });

export const actions: Actions = {
	confirm: act(confirmImport, {
		then: ({ id }) => `/desk/imports/made/${id}`,
		done: 'done_imports_written',
		also,
	}),
	drop: act(dropImport, { then: () => '/desk/imports', done: 'done_imports_dropped', also }),
};
