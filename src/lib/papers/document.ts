/** A line of a list, and what hangs on it. */
export type ListItem = string | { text: string; below: readonly ListItem[] };

/** A paper that is text: the same blocks become PDF, Word and a page. */
export type Block =
	| { kind: 'heading'; level: 2 | 3; text: string }
	/** Several lines as they were typed. */
	| { kind: 'text'; text: string }
	| { kind: 'strong'; text: string }
	| { kind: 'list'; items: readonly ListItem[] }
	/** The first row is the head. */
	| {
			kind: 'table';
			caption: string;
			head: readonly string[];
			rows: readonly (readonly string[])[];
			/** Shares of the width, one a column. */
			widths: readonly number[];
	  }
	/** Names of things and the things, in two columns. */
	| { kind: 'facts'; rows: readonly { label: string; value: string }[] }
	/** A picture that is loaded with the document, by its name there. */
	| { kind: 'picture'; name: string; alt: string }
	/** Lines to write on by hand. */
	| { kind: 'room'; lines: number };

export type PaperDocument = {
	/** The only heading of the first level. */
	title: string;
	/** Above the title: a draft, who may read it. */
	note: string;
	blocks: readonly Block[];
};

/** The same with words in the place of its pictures. */
export function withoutPictures(
	{ blocks, ...document }: PaperDocument,
	inWords: (alt: string) => string,
): PaperDocument {
	return {
		...document,
		blocks: blocks.map((block) =>
			block.kind === 'picture' ? { kind: 'text', text: inWords(block.alt) } : block,
		),
	};
}
