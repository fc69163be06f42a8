import { eq } from 'drizzle-orm';
import {
	addCause,
	publishTree,
	rewordCause,
	startTree,
	takeOver,
} from '#lib/causes/server/commands.ts';
import { sourcesFor, treeOrRefuse } from '#lib/causes/server/queries.ts';
import { causes, causeTrees } from '#lib/causes/server/tables.ts';
import { eveningCauses, hillCauses, type CauseText } from '../causes.ts';
import { at } from './days.ts';
import { taken } from './random.ts';
import { act, look, madeOf, player, type Player, type Stage } from './stage.ts';

/** What the third session dug out, and what was found out about it afterwards. */
export function tellOfCauses(stage: Stage): void {
	const { timeline, days } = stage;
	timeline.begin(at(days.officeAgo(312), '10:30'), async () => {
		const writer = player(stage, 'csw5');
		const { id } = await act(stage, startTree, writer, {
			issueId: madeOf(stage, 'issue:evening-children'),
			sessionId: madeOf(stage, 'session:hiyama:3'),
			question: 'なぜ、灯山の子どもは、夕方から夜を一人で過ごしているのか',
		});
		await write(stage, id, writer, eveningCauses);
		await timeline.until(at(days.officeAgo(284), '15:00'));
		await judge(stage, id, writer, eveningCauses);
		await timeline.until(at(days.officeAgo(283), '11:00'));
		await publish(stage, id);
	});
	timeline.begin(at(days.officeAgo(6), '16:10'), async () => {
		const writer = player(stage, 'csw6');
		const { id } = await act(stage, startTree, writer, {
			issueId: madeOf(stage, 'issue:hill-shopping'),
			question: 'なぜ、坂の上では、買い物に行けなくなるのか',
		});
		await write(stage, id, writer, hillCauses);
		await judge(stage, id, writer, hillCauses);
	});
}

async function write(
	stage: Stage,
	id: string,
	writer: Player,
	texts: readonly CauseText[],
	below = '',
): Promise<void> {
	for (const { text, isTaken, by, below: next = [] } of texts) {
		const who = by ? player(stage, by) : writer;
		if (isTaken) {
			const sources = await look(stage, async (tx) => {
				const { tree } = await treeOrRefuse(tx, stage.system, id);
				return sourcesFor(tx, stage.system, tree);
			});
			const source = taken(sources.find((said) => said.text === text));
			await act(stage, takeOver, writer, { id, at: below, sources: [source.key] });
		} else {
			await act(stage, addCause, who, { id, at: below, text });
		}
		await write(stage, id, writer, next, (await causeWith(stage, id, text)).id);
	}
}

async function judge(
	stage: Stage,
	id: string,
	writer: Player,
	texts: readonly CauseText[],
): Promise<void> {
	for (const { text, judged, below = [] } of texts) {
		if (judged) {
			const cause = await causeWith(stage, id, text);
			const revision = String(cause.revision);
			await act(stage, rewordCause, writer, { id, causeId: cause.id, revision, text, ...judged });
		}
		await judge(stage, id, writer, below);
	}
}

async function publish(stage: Stage, id: string): Promise<void> {
	const [tree] = await look(stage, (tx) =>
		tx.select({ revision: causeTrees.revision }).from(causeTrees).where(eq(causeTrees.id, id)),
	);
	await act(stage, publishTree, player(stage, 'secondEye'), {
		...{ id, revision: String(taken(tree).revision), checked: 'yes' },
	});
}

async function causeWith(stage: Stage, id: string, text: string) {
	const rows = await look(stage, (tx) =>
		tx
			.select({ id: causes.id, text: causes.text, revision: causes.revision })
			.from(causes)
			.where(eq(causes.treeId, id)),
	);
	return taken(rows.find((row) => row.text === text));
}
