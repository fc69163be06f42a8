/** The part of kuromoji 0.1.2 that scripts/readings.ts uses; the package brings no types. */
declare module 'kuromoji' {
	export type Token = {
		surface_form: string;
		pos: string;
		pos_detail_1: string;
		/** In katakana; missing for unknown words. */
		reading?: string;
	};
	export type Tokenizer = { tokenize: (text: string) => Token[] };
	const kuromoji: {
		builder: (options: { dicPath: string }) => {
			build: (done: (failure: Error | null, tokenizer: Tokenizer) => void) => void;
		};
	};
	export default kuromoji;
}
