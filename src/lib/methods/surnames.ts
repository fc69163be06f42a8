import { unifyKanji } from '../kernel/kanji-variants.ts';

/**
 * Common Japanese surnames, about 600, from general knowledge and in no exact order. Old shapes
 * (髙橋, 渡邉, 齋藤) need no entry: callers compare in the shape unifyKanji() gives.
 */
const COMMON =
	'佐藤 鈴木 高橋 田中 伊藤 渡辺 山本 中村 小林 加藤 吉田 山田 佐々木 松本 井上 木村 清水 山崎 阿部 ' +
	'池田 橋本 山下 石川 中島 前田 藤田 後藤 小川 岡田 長谷川 村上 石井 近藤 坂本 遠藤 藤井 青木 西村 ' +
	'福田 斉藤 太田 藤原 三浦 岡本 松田 中川 中野 原田 小野 田村 竹内 金子 和田 中山 石田 上田 森田 柴田 ' +
	'酒井 工藤 横山 宮崎 宮本 内田 高木 谷口 安藤 丸山 今井 大野 高田 菅原 河野 武田 藤本 上野 杉山 千葉 ' +
	'村田 増田 小島 小山 大塚 平野 久保 渡部 松井 菊地 岩崎 松尾 佐野 木下 野口 野村 新井 古川 菊池 ' +
	'杉本 市川 大西 島田 水野 桜井 高野 渡会 吉川 山内 西田 飯田 西川 小松 北村 安田 五十嵐 川口 平田 関口 ' +
	'中田 久保田 東 服部 川崎 本田 岩田 土屋 川村 福島 樋口 秋山 田口 永井 山中 中西 吉村 川上 大橋 石原 ' +
	'松岡 浜田 馬場 森本 吉岡 矢野 浅野 松下 星野 大久保 吉野 小池 野田 荒木 熊谷 松村 福井 大谷 内藤 ' +
	'黒田 尾崎 川端 永田 松永 川島 望月 堀内 田辺 荒井 大島 早川 西山 平井 栗原 広瀬 横田 石橋 岩本 片山 ' +
	'萩原 大川 成田 宮田 田島 中井 菅野 須藤 鎌田 竹田 篠原 内山 小西 大石 高山 関 西野 奥村 伊東 ' +
	'松浦 黒木 児玉 金井 大森 小田 松原 高島 北川 杉浦 三宅 上原 菅 金田 富田 河合 津田 小沢 小倉 ' +
	'白石 本間 飯塚 岩井 宮下 山岸 武藤 榎本 大山 富永 山川 沢田 栗田 堀 中沢 柳田 沖 塚本 岡崎 稲垣 ' +
	'長尾 庄司 松崎 宮川 門田 今村 福本 奥田 小泉 島崎 西尾 安部 坂口 川田 堀田 森下 徳永 大沢 植田 三好 ' +
	'浅井 水谷 大竹 福岡 秋元 根本 田原 高瀬 相沢 下田 窪田 平山 堤 神谷 細川 石塚 土井 河村 落合 小原 ' +
	'長田 吉本 小笠原 須田 梅田 竹中 平松 稲葉 片岡 小野寺 高松 泉 細谷 藤沢 古賀 牧野 柳沢 戸田 大原 ' +
	'織田 松山 真鍋 大平 多田 笠原 宇野 長島 寺田 八木 柏木 本多 岸本 大和田 藤岡 黒川 武井 浅田 町田 ' +
	'滝沢 江口 小谷 川本 二宮 向井 竹本 安井 篠田 岩瀬 玉井 石黒 谷川 川野 野中 青山 大場 板垣 ' +
	'堀江 三上 古田 三輪 佐伯 入江 辻 辻本 森川 森山 早坂 佐久間 畠山 日高 比嘉 金城 大城 宮城 新垣 玉城 ' +
	'上村 上杉 村山 村井 村松 北島 相馬 粕谷 河原 神田 亀井 亀田 鶴田 岡村 岡部 岡野 梶原 梶 笠井 角田 ' +
	'加納 川原 小坂 小出 小松崎 坂井 坂田 榊原 桑原 桜田 沢井 塩田 柴崎 進藤 須賀 瀬戸 園田 高井 高岡 ' +
	'滝口 立花 田代 谷本 土田 戸塚 永野 仲村 中尾 中本 西岡 西沢 西本 根岸 野崎 橋口 畑中 浜口 ' +
	'林田 原口 平川 深沢 福原 藤川 藤村 船越 星 堀川 前川 益田 松川 松沢 三木 三島 水上 溝口 ' +
	'宮内 宮沢 武内 森岡 諸星 矢部 矢島 山形 山根 山村 湯浅 横井 吉沢 吉原 若林 渡瀬 守屋 羽生 麻生 ' +
	'喜多 喜多村 国分 有馬 有田 赤木 赤松 朝倉 芦田 足立 天野 荒川 飯島 池上 石崎 石山 市村 一ノ瀬 ' +
	'稲田 今田 岩下 植木 植村 臼井 梅沢 江藤 大木 大崎 大内 奥山 尾上 逢坂 近江 曽我 曽根 蛭田 安達 ' +
	'大田 大友 大槻 片桐 勝又 香川 柿沼 笹川 猪俣 猪股 犬飼 乾 金沢 川瀬 君島 木内 木原 熊田 倉田 黒沢 ' +
	'小宮 小杉 小暮 越智 駒井 権藤 斎木 坂上 佐川 佐竹 佐田 塩谷 志村 島村 下村 ' +
	'新田 杉田 杉原 鷲尾 仙波 高見 武山 多賀 館野 谷 玉置 手塚 寺島 富沢 中条 中谷 長沢 名取 成瀬 仁科 ' +
	'丹羽 沼田 野沢 野本 蓮見 花田 馬渕 浜野 原 林 日野 平沢 平林 深谷 藤野 藤森 古谷 保坂 本橋 ' +
	'前原 槙野 松野 丸田 三沢 水島 三井 南 宮原 宮島 室井 百瀬 森 柳 柳原 薮田 山口 山脇 結城 横尾 米田 ' +
	'米山 和久井 鷲見 渥美 兼子 金 李 朴 崔 呉 王 陳 劉 張 楊 岡 北 西 島 堀口 浜 沢 池 宮 森永';

/** Also names of places or plain words: without さん or a given name they are not marked. */
const AMBIGUOUS = new Set(
	(
		'石川 宮崎 千葉 福島 福井 山口 福岡 大森 小松 熊谷 川崎 川口 成田 松山 宮城 山形 金沢 岡崎 高松 ' +
		'藤沢 町田 三島 高岡 荒川 足立 大田 大島 神田 上野 中野 日野 大塚 目黒 板橋 渋谷 青山 高島 小倉 ' +
		'長島 平野 上田 飯田 小田 香川 日高 高山 大和田 水上 沼田 新田 三木 三好 立花 寺島 戸塚 若林 吉野 ' +
		'大山 深谷 松原 小川 本田 大原 河原 小島 大石 大内 大場 大木 小山 中山 中島 高田 永野 瀬戸 ' +
		'落合 新井 富士 岡山 秋田 長野 多賀 有馬 有田 須賀 天野 近江 大西 松川 市川 吉川 谷川 小谷 大竹 ' +
		'中条 中井 小泉 梅田 橋本 西野 西川 中川 宮内 宮下 山下 山中 山川 川上 村上 前原'
	).split(' '),
);

const SURNAMES: ReadonlySet<string> = new Set(unifyKanji(COMMON).split(' '));
const LONGEST = 4;

export function isSurname(text: string): boolean {
	return SURNAMES.has(text);
}

/** A surname that means nothing else: 佐藤 alone tells of a person, 大森 alone is a place. */
export function isPlainSurname(text: string): boolean {
	return text.length > 1 && SURNAMES.has(text) && !AMBIGUOUS.has(text);
}

/** The longest surname a text starts with, '' when there is none. */
export function leadingSurname(text: string): string {
	for (let length = Math.min(LONGEST, text.length); length > 0; length -= 1) {
		const start = text.slice(0, length);
		if (SURNAMES.has(start)) return start;
	}
	return '';
}
