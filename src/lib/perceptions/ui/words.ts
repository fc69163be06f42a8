import { say } from '#lib/kernel/say.ts';
import type { MaskedCount } from '#lib/kernel/masked-count.ts';
import { m } from '#lib/paraglide/messages.js';
import type { End, ShownPicture, StatementPicture } from '../picture.ts';
import type { Group, Position } from '../rules.ts';

/** A picture in words, with the statements it is about. */

export type Asked = readonly { id: string; number: number; text: string }[];

export function groupName(group: Group): string {
	if (group === 'all' || group === 'others') return say(`perceptions_position_${group}`);
	return say(`organisations_group_${group}`);
}

export function positionName(position: Position): string {
	return position === '' ? m.perceptions_position_none() : say(`organisations_group_${position}`);
}

/** A count of answers; what is not shown is said to be so. */
export function countWords(count: MaskedCount): string {
	return count.masked ? m.perceptions_masked() : m.perceptions_bar_people({ count: count.n });
}

export function seenWords(count: MaskedCount): string | number {
	return count.masked ? m.perceptions_leaning_few() : count.n;
}

/** 賛成が多い（8人）, and 少数 where there are too few. */
export function leaningWords({
	seen,
	leaning,
}: Pick<StatementPicture, 'seen' | 'leaning'>): string {
	const words = say(`perceptions_leaning_${leaning}`);
	if (seen.masked || leaning === 'few') return m.perceptions_leaning_few();
	return m.perceptions_cell({ leaning: words, people: seen.n });
}

export function tallyWords({ tally, seen }: StatementPicture): string {
	return m.perceptions_bar({
		agree: countWords(tally.agree),
		disagree: countWords(tally.disagree),
		pass: countWords(tally.pass),
		people: seenWords(seen),
	});
}

/** 文3に賛成、文5に反対 */
export function endsWords(ends: readonly End[], asked: Asked): string {
	return ends
		.map(({ statement, isAgree }) => {
			const number = asked.find(({ id }) => id === statement)?.number ?? 0;
			return isAgree
				? m.perceptions_axis_end_agree({ number })
				: m.perceptions_axis_end_disagree({ number });
		})
		.join('、');
}

/** What the answers tell, in sentences: positions first, each with the number of people. */
export function sentences(picture: ShownPicture, asked: Asked): string[] {
	const about = (id: string) => ({
		text: asked.find((one) => one.id === id)?.text ?? '',
		people: seenOf(picture, id),
	});
	const arePositions = picture.statements.some(({ groups }) => groups.length > 0);
	return [
		...picture.dividing.map(({ statement, most, least }) =>
			m.perceptions_says_divide({
				...{ ...about(statement), most: groupName(most), least: groupName(least) },
			}),
		),
		...picture.commonGround.map((id) =>
			arePositions
				? m.perceptions_says_ground(about(id))
				: m.perceptions_says_ground_all(about(id)),
		),
		...picture.bridging.map((id) => m.perceptions_says_bridge(about(id))),
	];
}

function seenOf({ statements }: ShownPicture, id: string): string | number {
	const seen = statements.find((one) => one.id === id)?.seen;
	return seen ? seenWords(seen) : m.perceptions_leaning_few();
}
