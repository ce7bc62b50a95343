import { DesktopOutlined, MoonOutlined, SunOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useWords } from '#web/shared/language/language.ts'
import { MenuButton } from '#web/shared/menu/menu-button.tsx'
import { useSetting } from '#web/shared/session/settings.ts'
import { shellWords } from './words.ts'

/** Says the other language in its own words, so that whoever cannot read this one finds it. */
export function LanguageButton() {
  const [language, setLanguage] = useSetting('language')
  const other = language === 'zh' ? 'en' : 'zh'
  const words = useWords(shellWords)
  return (
    <Button type="text" lang={other === 'zh' ? 'zh-CN' : 'en'} onClick={() => setLanguage(other)}>
      {words.names[other]}
    </Button>
  )
}

const ICONS = { light: <SunOutlined />, dark: <MoonOutlined />, system: <DesktopOutlined /> } as const

export function ThemeButton() {
  const words = useWords(shellWords)
  const [theme, setTheme] = useSetting('theme')
  const items = (['light', 'dark', 'system'] as const).map((key) => ({ key, icon: ICONS[key], label: words.themes[key] }))
  return (
    <MenuButton
      menu={{ items, selectable: true, selectedKeys: [theme], onClick: ({ key }) => setTheme(key as typeof theme) }}
      button={{ type: 'text', icon: ICONS[theme], 'aria-label': words.theme, title: words.theme }}
    />
  )
}
