/** Days and times as Japan writes them. One door to the small files that hold each part. */
export * from './calendar.ts';
export * from './clock-times.ts';
export * from './date-texts.ts';
export * from './vague-dates.ts';
