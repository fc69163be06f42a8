/** How a visitor wants to see the pages; kept in cookies that a plain form sets. */
export const themes = ['standard', 'contrast', 'dark'] as const;
export type Theme = (typeof themes)[number];

export const textSizes = ['standard', 'large', 'largest'] as const;
export type TextSize = (typeof textSizes)[number];

export const locales = ['ja', 'ja-simple', 'en'] as const;
export type Locale = (typeof locales)[number];

/** The name under which the compiled messages look for the language. */
export const localeCookie = 'PARAGLIDE_LOCALE';

export type Display = { theme: Theme; text: TextSize; furigana: boolean; locale: Locale };

export const standardDisplay: Display = {
	theme: 'standard',
	text: 'standard',
	furigana: false,
	locale: 'ja',
};

/** The cookie behind every wish; the language's name is the one the compiled messages look for. */
export const displayCookies = {
	theme: 'theme',
	text: 'text',
	furigana: 'furigana',
	locale: localeCookie,
} as const;

const choices: Record<keyof Display, readonly string[]> = {
	theme: themes,
	text: textSizes,
	furigana: ['on', 'off'],
	locale: locales,
};

/** The wishes of a posted form that are known ones, each with its value. */
export function displayWishes(
	field: (name: string) => unknown,
): [keyof typeof displayCookies, string][] {
	return (['theme', 'text', 'furigana', 'locale'] as const).flatMap((name) => {
		const value = choices[name].find((choice) => choice === field(name));
		return value === undefined ? [] : [[name, value]];
	});
}

function oneOf<T extends string>(
	options: readonly T[],
	value: string | undefined,
	otherwise: T,
): T {
	return options.find((option) => option === value) ?? otherwise;
}

/** A language by its name; the standard one for a name that is unknown. */
export function localeOf(name: string | undefined): Locale {
	return oneOf(locales, name, standardDisplay.locale);
}

/** Reads the wishes from cookies; anything unknown counts as the standard. やさしい日本語 always has furigana. */
export function displayFrom(cookie: (name: string) => string | undefined): Display {
	const locale = localeOf(cookie(localeCookie));
	return {
		theme: oneOf(themes, cookie('theme'), standardDisplay.theme),
		text: oneOf(textSizes, cookie('text'), standardDisplay.text),
		furigana: locale === 'ja-simple' || cookie('furigana') === 'on',
		locale,
	};
}
