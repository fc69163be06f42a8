/**
 * 異体字 and 新旧字体 that name the same character to a person who searches: each word starts with
 * the form searched for, its variants follow. Only shapes of one character belong here, never
 * words that merely sound alike. 斎 and 斉 are two characters to a dictionary, but registers mix
 * them in one family's name, so a search has to find both.
 * Compatibility ideographs (神 U+FA19, 都 U+FA26 …) are folded by NFKC and are not listed.
 */
const VARIANTS =
	'亜亞 悪惡 圧壓 囲圍 医醫 為爲 壱壹 稲稻 飲飮 隠隱 栄榮 営營 衛衞 駅驛 円圓 ' +
	'塩鹽 艶艷 応應 欧歐 桜櫻 奥奧 横橫 温溫 穏穩 仮假 価價 画畫 会會 絵繪 壊壞 ' +
	'懐懷 拡擴 殻殼 覚覺 学學 岳嶽 楽樂 渇渴 鎌鐮 勧勸 巻卷 寛寬 歓歡 観觀 関關 ' +
	'陥陷 巌巖 顔顏 気氣 帰歸 亀龜 偽僞 戯戲 犠犧 旧舊 拠據 挙擧 虚虛 峡峽 挟挾 ' +
	'教敎 強强 郷鄕鄉 暁曉 区區 駆驅 勲勳 薫薰 径徑 恵惠 渓溪 継繼 茎莖 蛍螢 軽輕 ' +
	'鶏鷄雞 芸藝 撃擊 欠缺 倹儉 剣劍劔 圏圈 検檢 権權 献獻 県縣 研硏 険險 顕顯 ' +
	'験驗 厳嚴 戸戶 呉吳 娯娛 効效 広廣 恒恆 晃晄 黄黃 鉱鑛 号號 国國圀 黒黑 済濟 ' +
	'砕碎 斉斎齋齊斊 剤劑 冴冱 冊册 雑雜 参參 桟棧 蚕蠶 賛贊 残殘 糸絲 歯齒 児兒 ' +
	'辞辭 湿濕 実實 舎舍 写寫 釈釋 寿壽 収收 従從 渋澁 獣獸 縦縱 粛肅 処處 緒緖 ' +
	'叙敍 奨奬 将將 称稱 証證 焼燒 乗乘 条條 状狀 浄淨 剰剩 縄繩 壌壤 嬢孃 譲讓 ' +
	'醸釀 嘱囑 触觸 晋晉 真眞 寝寢 慎愼 尽盡 図圖 粋粹 酔醉 随隨 髄髓 枢樞 数數 ' +
	'瀬瀨 声聲 静靜 青靑 清淸 税稅 窃竊 摂攝 専專 戦戰 浅淺 潜潛 践踐 銭錢 禅禪 ' +
	'繊纖 双雙 壮壯 捜搜 挿插 荘莊 装裝 総總 聡聰 蔵藏 臓臟 増增 続續 属屬 堕墮 ' +
	'体體軆 対對 帯帶 滞滯 台臺 滝瀧 択擇 沢澤 単單 担擔 胆膽 団團 弾彈 断斷 痴癡 ' +
	'遅遲 昼晝 虫蟲 鋳鑄 庁廳 徴徵 聴聽 勅敕 鎮鎭 逓遞 鉄鐵鐡 転轉 点點 伝傳 党黨 ' +
	'島嶋嶌㠀 灯燈 当當 盗盜 闘鬪 徳德 独獨 読讀 届屆 弐貳 悩惱 脳腦 覇霸 廃廢 ' +
	'拝拜 売賣 麦麥 発發 髪髮 抜拔 晩晚 蛮蠻 浜濱濵 彦彥 桧檜 瓶甁 払拂 仏佛 並竝 ' +
	'辺邊邉 変變 弁辨辯瓣 舗舖 歩步 穂穗 宝寶寳 豊豐 萌萠 翻飜 毎每 槙槇 万萬 満滿 ' +
	'黙默 弥彌 薬藥 訳譯 予豫 余餘 与與 誉譽 揺搖 様樣 謡謠 遥遙 来來 頼賴 乱亂 ' +
	'覧覽 竜龍 両兩 猟獵 緑綠 涙淚 塁壘 励勵 礼禮 隷隸 霊靈 齢齡 恋戀 炉爐 労勞 ' +
	'郎郞 楼樓 録錄 湾灣 高髙 崎﨑嵜 吉𠮷 淵渕渊 桑桒 館舘 峰峯 松枩柗 杉杦 野埜 ' +
	'村邨 船舩 梅楳 富冨 曽曾 凛凜 秋穐龝 昇曻 節莭 卯夘 柳栁桺 兎兔 笹笽 籠篭 ' +
	'蛎蠣 芦蘆 薮藪 頚頸 鴎鷗 桝枡 靱靭 煕熙凞 畑畠 昿曠 諌諫 鹸鹼 噛嚙 躯軀 填塡 ' +
	'頬頰 剥剝 叱𠮟 掴摑 呑吞 莱萊 蒋蔣 醤醬 蝉蟬 掻搔 箪簞 嘘噓 繋繫 屏屛 并幷 ' +
	'侭儘 麺麵 祷禱 涛濤 蝋蠟 攅攢';

/** Variant → the form it is searched by. */
export const KANJI_VARIANTS: ReadonlyMap<string, string> = new Map(
	VARIANTS.split(' ').flatMap((word) => {
		const [form = '', ...variants] = word;
		return variants.map((variant): [string, string] => [variant, form]);
	}),
);

/** The text with every kanji in the shape it is searched by: 髙橋 → 高橋. */
export function unifyKanji(text: string): string {
	return text.replace(/\p{Script=Han}/gu, (letter) => KANJI_VARIANTS.get(letter) ?? letter);
}
