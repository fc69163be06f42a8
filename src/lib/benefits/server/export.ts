import type { Actor } from '../../kernel/actor.ts';
import { say } from '../../kernel/say.ts';
import { m } from '../../paraglide/messages.js';
import type { CsvColumn } from '../../server/csv.ts';
import type { Tx } from '../../server/db.ts';
import { realisations } from '../rules.ts';
import { benefitsOf, columns, partiesOf, type Cell, type Column, type Sheet } from '../sheet.ts';
import { tableOrRefuse, type HallSecret } from './sight.ts';
import { judgementsOf, shownSheet, type Judgement } from './versions.ts';

/** One line of a file: a 関係者 with everything that stands in its row. */
export type Line = Record<Column, string> & { party: string; benefit: string; realised: string };

type Asked = { id: string; version: string | null; hallSecret: HallSecret };

/** A table as a file holds it; of the version that is asked for, else what this actor sees first. */
export async function linesFor(
	tx: Tx,
	actor: Actor,
	{ id, version, hallSecret }: Asked,
): Promise<{ title: string; lines: Line[] }> {
	const at = await tableOrRefuse(tx, actor, id, hallSecret);
	const { sheet, version: kept } = await shownSheet(tx, actor, at, version);
	const judged = kept ? await judgementsOf(tx, actor.operatorId, [kept.id]) : [];
	return { title: at.table.title, lines: linesOf(sheet, judged) };
}

function linesOf(sheet: Sheet, judged: readonly Judgement[]): Line[] {
	return partiesOf(sheet).map(({ id, name, leftSeq, cells }) => {
		const benefits = benefitsOf(sheet, id);
		const left = leftSeq > 0 ? `（${m.benefits_left()}）` : '';
		return {
			party: `${name.text}${left}`,
			...{ trouble: textOf(cells.trouble), purpose: textOf(cells.purpose) },
			...{ activity: textOf(cells.activity), role: textOf(cells.role) },
			benefit: benefits
				.map(({ kind, words }) => `【${say(`benefits_kind_${kind}`)}】${textOf(words)}`)
				.join('\n'),
			realised: benefits
				.flatMap(({ id: benefitId }) => judged.filter((one) => one.benefitId === benefitId))
				.map(judgementText)
				.join('\n'),
		};
	});
}

/** All wordings of a cell: which one counts is not for a file to say. */
function textOf({ text, alternatives }: Cell): string {
	return [text, ...alternatives.map((other) => `（${m.boards_alternative()}）${other.text}`)].join(
		'\n',
	);
}

function judgementText({ realised, comment }: Judgement): string {
	const known = realisations.find((one) => one === realised) ?? 0;
	return [say(`benefits_realised_${known}`), comment].filter(Boolean).join('：');
}

export function fileColumns(): CsvColumn<Line>[] {
	return [
		{ label: m.benefits_col_party(), value: ({ party }) => party },
		...columns.map((column): CsvColumn<Line> => ({
			label: say(`benefits_col_${column}`),
			value: (line) => line[column],
		})),
		{ label: m.benefits_col_benefit(), value: ({ benefit }) => benefit },
		{ label: m.benefits_realised(), value: ({ realised }) => realised },
	];
}
