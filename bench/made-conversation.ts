import { seededRandom } from '../src/lib/methods/seeded-random.ts';
import { conversationOf } from '../src/lib/methods/opinion-map/opinion-map.ts';
import type { Ballot, Conversation } from '../src/lib/methods/opinion-map/opinion-map.ts';

/**
 * A conversation as large as asked, put together so that there is something to find: three camps, statements that divide
 * them and statements that do not, people who say yes to more than others, and chance.
 */
export function madeConversation({
	people,
	statements,
	votes,
	seed = 1,
}: {
	people: number;
	statements: number;
	/** About so many votes, dealt out evenly. */
	votes: number;
	seed?: number;
}): Conversation {
	const random = seededRandom(seed);
	const spread = () => random.next() + random.next() + random.next() - 1.5;
	const camps = [
		{ x: -1, y: 0.3 },
		{ x: 1, y: 0.3 },
		{ x: 0, y: -1 },
	];
	const about = Array.from({ length: statements }, () => ({
		liked: spread(),
		x: 2 * spread(),
		y: 2 * spread(),
	}));
	const share = votes / (people * statements);
	const ballots: Ballot[] = [];
	for (let person = 0; person < people; person += 1) {
		const camp = camps[random.below(camps.length)] ?? { x: 0, y: 0 };
		const [x, y, yes] = [camp.x + 0.4 * spread(), camp.y + 0.4 * spread(), 0.3 * spread()];
		about.forEach((statement, at) => {
			if (random.next() >= share) return;
			const held = statement.liked + yes + x * statement.x + y * statement.y + 0.7 * spread();
			const vote = Math.abs(held) < 0.25 ? 0 : held > 0 ? 1 : -1;
			ballots.push({ person: `${person}`, statement: `${at}`, vote });
		});
	}
	return conversationOf(ballots);
}
