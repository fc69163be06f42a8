/** A paper that is text: the same blocks become PDF and Word. */
export type Block =
	| { kind: 'heading'; level: 2 | 3; text: string }
	/** Several lines as they were typed. */
	| { kind: 'text'; text: string }
	| { kind: 'strong'; text: string }
	| { kind: 'list'; items: readonly string[] }
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
	| { kind: 'facts'; rows: readonly { label: string; value: string }[] };

export type PaperDocument = {
	/** The only heading of the first level. */
	title: string;
	/** Above the title: a draft, who may read it. */
	note: string;
	blocks: readonly Block[];
};
