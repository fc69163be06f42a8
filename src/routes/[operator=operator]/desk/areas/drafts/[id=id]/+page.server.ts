import { mayImport } from '#lib/imports/rules.ts';
import { confirmAreas, dropAreas } from '#lib/imports/server/commands.ts';
import { areaPreviewOf } from '#lib/imports/server/queries.ts';
import { formatDate, formatDateTime } from '#lib/kernel/dates.ts';
import { say } from '#lib/kernel/say.ts';
import { act, read, requireActor } from '#lib/server/request.ts';
import type { Actions, PageServerLoad } from './$types.ts';

const shownProblems = 50;

export const load: PageServerLoad = (event) => {
	requireActor(event, mayImport);
	return read(event, async (tx, actor) => {
		const { kind, fileName, from, plan, sameFileBefore } = await areaPreviewOf(
			...([tx, actor, event.params.id] as const),
		);
		const count = (does: string) => plan.deeds.filter((deed) => deed.does === does).length;
		return {
			...{ kind, fileName, from: formatDate(from), partition: plan.partitionName },
			sameFileBefore: sameFileBefore && formatDateTime(sameFileBefore),
			counts: {
				...{ read: plan.read, added: count('add'), changed: count('change') },
				...{ same: count('nothing'), ended: count('end'), wrong: plan.problems.length },
			},
			deeds: plan.deeds.map((deed) => ({
				...{ name: deed.name, does: deed.does },
				before: 'before' in deed ? deed.before.towns : [],
				after: 'after' in deed ? deed.after.towns : [],
			})),
			unnamed: plan.unnamed,
			problems: plan.problems.slice(0, shownProblems).map(({ message, ...problem }) => ({
				...{ ...problem, text: say(message) },
			})),
			moreProblems: Math.max(0, plan.problems.length - shownProblems),
		};
	});
};

const also = ({ params }: { params: { id?: string | undefined } }) => ({ id: params.id });

export const actions: Actions = {
	confirm: act(confirmAreas, {
		then: ({ id }) => `/desk/imports/made/${id}`,
		done: 'done_imports_areas_written',
		also,
	}),
	drop: act(dropAreas, { then: () => '/desk/areas', done: 'done_imports_dropped', also }),
};
