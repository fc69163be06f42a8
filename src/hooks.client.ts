import { overwriteGetLocale } from '#lib/paraglide/runtime.js';
import { localeOf } from '#lib/kernel/display.ts';

// the page was made in this language: what is written into it later must be the same
overwriteGetLocale(() => localeOf(document.documentElement.dataset.locale));
