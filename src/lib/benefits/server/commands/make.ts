import { and, eq } from 'drizzle-orm';
import { mayFacilitate, type Scope } from '../../../gatherings/rules.ts';
import { forumOrRefuse, sessionOrRefuse } from '../../../gatherings/server/queries.ts';
import { resultOrRefuse, type ResultAtHand } from '../../../gatherings/sessions/server/result.ts';
import { issueOrRefuse } from '../../../issues/server/queries.ts';
import { sortKey } from '../../../kernel/kana.ts';
import { personOf } from '../../../kernel/actor.ts';
import { Refusal, refuseField } from '../../../kernel/refusal.ts';
import { organisationsByIds } from '../../../organisations/server/queries.ts';
import { command, type Work } from '../../../server/command.ts';
import { searchText } from '../../../server/search.ts';
import { tie, untie } from '../../../trace/server/commands.ts';
import { ChangeTable, MakeTables } from '../../forms.ts';
import { facilitates } from '../../rules.ts';
import { draftOrRefuse } from '../sight.ts';
import { benefitOperations, benefitTables } from '../tables.ts';

type Place = { sessionId: string | null; forumId: string | null; scope: Scope; isCase: boolean };

/** The session, or the forum alone. */
async function placeOf(
	{ tx, actor }: Work,
	{ sessionId, forumId }: { sessionId: string | null; forumId: string | null },
): Promise<Place> {
	if (sessionId) {
		const { session, scope } = await sessionOrRefuse(tx, actor, sessionId);
		const isCase = session.kind === 'caseStudy';
		return { sessionId, forumId: session.forumId, scope, isCase };
	}
	if (!forumId) throw refuseField('sessionId', 'benefits_place_missing');
	const { forum, scope } = await forumOrRefuse(tx, actor, forumId);
	return { sessionId: null, forumId, scope, isCase: forum.kind === 'caseStudy' };
}

/** One table, or one for each 卓 of a hall, with one's own row first. */
export const makeTables = command('benefitTable.make', {
	input: MakeTables,
	subject: placeOf,
	allow: (actor, { scope }) => mayFacilitate(actor, scope),
	async run(work, form, place) {
		const { tx, actor, newId } = work;
		// whoever has the code of the hall reads along: a case is spoken of only among those who promised to keep it
		if (place.isCase) throw new Refusal('not-now', 'benefits_case_study');
		if (form.issueId) await issueOrRefuse(tx, actor, form.issueId);
		const own = await ownRow(work, form);
		const activity = form.resultId ? await resultOrRefuse(tx, actor, form.resultId) : null;
		const count = form.tables ?? 0;
		const numbers = count === 0 ? [0] : Array.from({ length: count }, (_, n) => n + 1);
		const ids: string[] = [];
		for (const tableNumber of numbers) {
			const id = newId();
			ids.push(id);
			await insertTable(work, place, { ...form, id, tableNumber, own, activity });
		}
		const [first = ''] = ids;
		return {
			result: { id: first, ids },
			audit: {
				subject: { kind: 'benefitTable', id: first },
				detail: { tables: ids, session: place.sessionId, forum: place.forumId },
			},
		};
	},
});

type Own = { organisationId: string; name: string };

async function ownRow(
	{ tx, actor }: Work,
	{ ownOrganisationId, ownName }: { ownOrganisationId: string | null; ownName: string },
): Promise<Own> {
	if (!ownOrganisationId) {
		if (ownName === '') throw refuseField('ownName', 'benefits_own_missing');
		return { organisationId: '', name: ownName };
	}
	const [known] = await organisationsByIds(tx, actor, [ownOrganisationId]);
	if (!known) throw refuseField('ownOrganisationId', 'refusal_not_valid');
	return { organisationId: known.id, name: known.name };
}

async function insertTable(
	work: Work,
	{ sessionId, forumId }: Place,
	made: {
		id: string;
		title: string;
		issueId: string | null;
		tableNumber: number;
		own: Own;
		activity: ResultAtHand | null;
	},
): Promise<void> {
	const { tx, actor, now, newId } = work;
	const { id, title, issueId, tableNumber, own, activity } = made;
	const { operatorId } = actor;
	await tx.insert(benefitTables).values({
		...{ operatorId, id, sessionId, forumId, issueId, tableNumber, title, seq: activity ? 2 : 1 },
		...{ sortKey: sortKey(title), searchText: searchText(title), state: 'draft' as const },
		organisationIds: own.organisationId ? [own.organisationId] : [],
		...{ madeBy: personOf(actor), madeAt: now(), changedAt: now() },
	});
	await tx.insert(benefitOperations).values({
		...{ operatorId, tableId: id, seq: 1, operationId: newId(), kind: 'party.add' as const },
		...{ item: newId(), base: 0, personId: personOf(actor), at: now() },
		body: {
			...{ text: own.name, organisationId: own.organisationId, actorGroup: '' as const },
			...{ column: '' as const, partyId: '', benefitKind: '' as const, after: '', origin: null },
		},
	});
	if (activity) {
		await tx.insert(benefitOperations).values({
			...{ operatorId, tableId: id, seq: 2, operationId: newId(), kind: 'activity.set' as const },
			...{ item: newId(), base: 0, personId: personOf(actor), at: now() },
			body: {
				...{
					text: activity.text,
					organisationId: '',
					actorGroup: '' as const,
					column: '' as const,
				},
				...{ partyId: '', benefitKind: '' as const, after: '' },
				origin: { kind: 'result' as const, id: activity.id, part: 0 },
			},
		});
	}
	const here = { kind: 'benefitTable', id } as const;
	if (sessionId) await tie(work, { kind: 'session', id: sessionId }, here);
	else if (forumId) await tie(work, { kind: 'forum', id: forumId }, here);
	if (issueId) await tie(work, { kind: 'issue', id: issueId }, here);
}

/** Its name, the issue it is about, and the kind of cooperation. */
export const changeTable = command('benefitTable.change', {
	input: ChangeTable,
	subject: ({ tx, actor }, { id }) => draftOrRefuse(tx, actor, id),
	allow: (actor, { standing }) => facilitates(actor, standing),
	async run(work, { id, title, issueId, cooperation }, { table }) {
		const { tx, actor, now } = work;
		if (issueId) await issueOrRefuse(tx, actor, issueId);
		const here = { kind: 'benefitTable', id } as const;
		if (table.issueId && table.issueId !== issueId)
			await untie(work, { kind: 'issue', id: table.issueId }, here);
		if (issueId) await tie(work, { kind: 'issue', id: issueId }, here);
		await tx
			.update(benefitTables)
			.set({
				...{ title, sortKey: sortKey(title), issueId, cooperation, changedAt: now() },
				// what was published keeps its words to be found by
				...(table.publishedVersion === null && { searchText: searchText(title) }),
			})
			.where(and(eq(benefitTables.operatorId, actor.operatorId), eq(benefitTables.id, id)));
		return {
			result: { id },
			audit: { subject: { kind: 'benefitTable', id }, detail: { issue: issueId, cooperation } },
		};
	},
});
