export type PersonName = {
	family?: string | undefined;
	given?: string | undefined;
	/** The whole name where it has no two parts: foreign names, 通称名. */
	single?: string | undefined;
};

/** 佐藤 花子, with honorific 佐藤 花子さん or 佐藤 花子 様. Empty when there is no name. */
export function formatPersonName(
	{ family = '', given = '', single = '' }: PersonName,
	{ honorific = '' }: { honorific?: string | undefined } = {},
): string {
	const parts = [family, given].map((part) => part.trim()).filter((part) => part !== '');
	const name = parts.length > 0 ? parts.join(' ') : single.trim();
	if (name === '' || honorific === '') return name;
	const isKana = /^[ぁ-ん]+$/u.test(honorific);
	return isKana ? `${name}${honorific}` : `${name} ${honorific}`;
}

/**
 * 佐藤　花子 → family and given. A name without a space, or in Latin letters, or with ・ stays
 * whole: where it divides is for the person to say, not for a machine.
 */
export function splitName(text: string): PersonName {
	const parts = text.trim().split(/\s+/u);
	const [family = '', ...rest] = parts;
	const isJapanese =
		/^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}々ー\s\ufe00-\ufe0f\u{e0100}-\u{e01ef}]+$/u;
	if (rest.length !== 1 || !isJapanese.test(text.trim())) return { single: parts.join(' ') };
	return { family, given: rest.join(' ') };
}
