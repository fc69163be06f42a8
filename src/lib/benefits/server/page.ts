import { listIssueChoices } from '../../issues/server/queries.ts';
import { personOf, type Actor } from '../../kernel/actor.ts';
import type { PlainDate } from '../../kernel/dates.ts';
import { myPlatforms } from '../../platforms/server/queries.ts';
import type { Tx } from '../../server/db.ts';
import { facilitates, mayKeep, phasesAfter } from '../rules.ts';
import { changesBetween } from '../changes.ts';
import { blanksOf, countUndecided, sheetAt } from '../sheet.ts';
import { loadSheet } from './log.ts';
import { adoptionsOfTable, surroundingsOf } from './queries.ts';
import { tableOrRefuse, type BenefitTable, type HallSecret } from './sight.ts';
import { judgementsOf, shownSheet, versionsOf, type Judgement } from './versions.ts';

type Asked = {
	id: string;
	version: string | null;
	hallSecret: HallSecret;
	today: PlainDate;
	/** What an earlier page of the same person showed, when the answer is what happened since. */
	earlier?: { seen: number; latest: number } | undefined;
};

/** Everything that the page about one table shows to this actor. */
export async function tablePage(
	tx: Tx,
	actor: Actor,
	{ id, version, hallSecret, today, earlier }: Asked,
) {
	const at = await tableOrRefuse(tx, actor, id, hallSecret);
	const { table, standing, sight } = at;
	const { sheet, version: kept } = await shownSheet(tx, actor, at, version);
	const versions = sight === 'draft' ? await versionsOf(tx, actor.operatorId, id) : [];
	const judged =
		kept?.phase === 'evaluation' ? await judgementsOf(tx, actor.operatorId, [kept.id]) : [];
	const runs = facilitates(actor, standing);
	const person = personOf(actor);
	const isOver = table.state === 'evaluated';
	return {
		...{ table, sight, sheet, versions, runs, isOver },
		shown: kept && {
			...{ id: kept.id, number: kept.number, phase: kept.phase },
			...{ keptAt: kept.keptAt, leftOut: kept.leftOut },
		},
		/** How much was written since the version that is shown. */
		since: kept && sight === 'draft' ? table.seq - kept.seq : 0,
		/** What was written and kept since the page before this one. */
		meanwhile:
			earlier && sight === 'draft'
				? {
						changes: await changesSince(tx, table, earlier.seen),
						versions: versions.filter(({ number }) => number > earlier.latest),
					}
				: null,
		...{ blanks: blanksOf(sheet).length, undecided: countUndecided(sheet) },
		judgements: judgementsFor(runs, judged),
		adoptions: await adoptionsOfTable(tx, actor, id),
		around: await surroundingsOf(tx, actor, table),
		writes: at.hand.reach !== 'none',
		phases:
			mayKeep(actor, standing) && !isOver ? phasesAfter(versions.map(({ phase }) => phase)) : [],
		mayFinish:
			mayKeep(actor, standing) &&
			!isOver &&
			table.state !== 'draft' &&
			versions.some(({ phase }) => phase === 'evaluation'),
		/** Versions that this actor may make public: those that somebody else kept. */
		publishable: runs
			? versions.filter(
					({ keptBy, id: one }) =>
						(actor.kind === 'system' || keptBy !== person) && one !== table.publishedVersion,
				)
			: [],
		issues: runs ? await listIssueChoices(tx, actor) : [],
		/** Where the actor takes part: each could take the table up. */
		platforms:
			kept && person
				? (await myPlatforms(tx, actor, today)).filter(({ state }) =>
						['proposed', 'gathering', 'active'].includes(state),
					)
				: [],
	};
}

async function changesSince(tx: Tx, { operatorId, id: tableId }: BenefitTable, seen: number) {
	const { sheet, operations } = await loadSheet(tx, { operatorId, tableId });
	return changesBetween(sheetAt(operations, seen), sheet);
}

export type TablePage = Awaited<ReturnType<typeof tablePage>>;
export type ShownJudgement = Pick<Judgement, 'benefitId' | 'realised' | 'comment' | 'heardFrom'> & {
	isHeard: boolean;
};

/** From whom something was heard is read by those who run the table. */
function judgementsFor(runs: boolean, judged: readonly Judgement[]): ShownJudgement[] {
	return judged.map(({ benefitId, realised, comment, heardFrom, judgedFor }) => ({
		...{ benefitId, realised, comment, isHeard: judgedFor === null },
		heardFrom: runs ? heardFrom : '',
	}));
}
