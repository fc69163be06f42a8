import { and, asc, eq, inArray, ne, or } from 'drizzle-orm';
import { personOf } from '../../../../kernel/actor.ts';
import { Refusal, refuseField } from '../../../../kernel/refusal.ts';
import type { ActorGroup } from '../../../../organisations/rules.ts';
import { command, type Work } from '../../../../server/command.ts';
import { searchText } from '../../../../server/search.ts';
import { mayFacilitate } from '../../../rules.ts';
import {
	opinionGroups,
	opinions,
	opinionSheets,
	pillars,
	sessionResults,
} from '../../../server/tables.ts';
import { ChooseResults } from '../../forms.ts';
import type { SaidKind } from '../../rules.ts';
import { sessionOrRefuse } from '../visible.ts';
import { refuseUnlessWritable } from './opinions.ts';
import { nextPosition } from './results.ts';

type Said = {
	kind: SaidKind;
	id: string;
	text: string;
	pillarId: string;
	actorGroup: ActorGroup | null;
};

/** What was said stands among what came out, in the same words and with its position; nothing is typed again. */
export const chooseResults = command('session.chooseResults', {
	input: ChooseResults,
	subject: ({ tx, actor }, { id }) => sessionOrRefuse(tx, actor, id),
	allow: (actor, { scope }) => mayFacilitate(actor, scope),
	async run(work, { id, kind, said: chosen, whole }, { session }) {
		const { tx, actor, now, newId } = work;
		refuseUnlessWritable(session.state);
		if (chosen.length + whole.length === 0) throw refuseField('said', 'gatherings_said_missing');
		const ids = new Set(chosen.map((one) => one.id));
		const said = await saidIn(work, id, { ids: [...ids], whole });
		// somebody took it away or put it elsewhere
		if (said.filter((one) => ids.has(one.id)).length < ids.size)
			throw new Refusal('not-now', 'refusal_changed_meanwhile');
		if (said.length === 0) throw refuseField('whole', 'gatherings_said_missing');
		const first = await nextPosition(work, id);
		const kept = await tx
			.insert(sessionResults)
			.values(
				said.map(({ kind: originKind, id: originId, text, ...common }, index) => ({
					...{ operatorId: actor.operatorId, id: newId(), sessionId: id, kind },
					...{ ...common, originKind, originId, position: first + index },
					...{ text, searchText: searchText(text) },
					...{ typedBy: personOf(actor), typedAt: now() },
				})),
			)
			.onConflictDoNothing()
			.returning({ id: sessionResults.id });
		if (kept.length === 0) throw new Refusal('not-now', 'gatherings_said_there');
		return {
			result: { id, added: kept.length },
			audit: { subject: { kind: 'session', id }, detail: { kind, chosen: kept.length } },
		};
	},
});

type Asked = { ids: string[]; whole: string[] };

/** What was asked for, as far as it is of this session: summaries, まとまり, then opinions in the order of the page. */
async function saidIn({ tx, actor }: Work, sessionId: string, { ids, whole }: Asked) {
	const here = (
		table: typeof opinions | typeof opinionGroups | typeof pillars | typeof opinionSheets,
	) => and(eq(table.operatorId, actor.operatorId), eq(table.sessionId, sessionId));
	const summed = await tx
		.select({ id: pillars.id, text: pillars.summary, pillarId: pillars.id })
		.from(pillars)
		.where(and(here(pillars), inArray(pillars.id, ids), ne(pillars.summary, '')))
		.orderBy(asc(pillars.position));
	const { pillarId, summary: text } = opinionSheets;
	const onSheets = await tx
		.select({ id: opinionSheets.id, text, pillarId })
		.from(opinionSheets)
		.where(and(here(opinionSheets), inArray(opinionSheets.id, ids), ne(text, '')))
		.orderBy(asc(opinionSheets.tableNumber));
	const named = await tx
		.select({ id: opinionGroups.id, text: opinionGroups.name, pillarId: opinionGroups.pillarId })
		.from(opinionGroups)
		.where(and(here(opinionGroups), inArray(opinionGroups.id, ids)))
		.orderBy(asc(opinionGroups.position));
	const said = await tx
		.select({
			...{ id: opinions.id, text: opinions.text },
			...{ pillarId: opinions.pillarId, actorGroup: opinions.actorGroup },
		})
		.from(opinions)
		.where(
			and(
				here(opinions),
				or(inArray(opinions.id, ids), inArray(opinions.pillarId, whole)),
				eq(opinions.state, 'kept'),
			),
		)
		.orderBy(asc(opinions.position), asc(opinions.id));
	const nobody = { actorGroup: null };
	return [
		...summed.map((one): Said => ({ kind: 'pillar', ...one, ...nobody })),
		...onSheets.map((one): Said => ({ kind: 'sheet', ...one, ...nobody })),
		...named.map((one): Said => ({ kind: 'group', ...one, ...nobody })),
		...said.map((one): Said => ({ kind: 'opinion', ...one })),
	];
}
