/** A statement is prepared once it was asked this often: many texts of forms and long lists come once. */
const often = 5;

/** Each prepared statement takes memory in every connection. */
const mostNames = 200;

/** How many texts are counted before counting begins anew. */
const mostCounted = 2_000;

/**
 * Names for the statements that this program asks again and again, so that PostgreSQL reads and plans each of them once for a
 * connection instead of every time. Drizzle names none by itself. A name stands for one text as long as the program runs.
 */
export function statementNames(): (text: string) => string | undefined {
	const names = new Map<string, string>();
	const counts = new Map<string, number>();
	return (text) => {
		const known = names.get(text);
		if (known !== undefined || names.size >= mostNames) return known;
		const count = (counts.get(text) ?? 0) + 1;
		if (count < often) {
			if (counts.size >= mostCounted) counts.clear();
			counts.set(text, count);
			return undefined;
		}
		counts.delete(text);
		const name = `often_${names.size + 1}`;
		names.set(text, name);
		return name;
	};
}
