import { theme as antdTheme, ConfigProvider, type ThemeConfig } from 'antd'
import enUS from 'antd/locale/en_US'
import zhCN from 'antd/locale/zh_CN'
import { type ReactNode, useMemo } from 'react'
import { useLanguage } from '#web/shared/language/language.ts'
import { usePageTheme, useThemeName } from '#web/shared/theme/page-theme.ts'
import { useLessMotion } from '#web/shared/theme/system-wishes.ts'
import { FONT_FAMILY, PALETTES, SIZES, type ThemeName } from '#web/shared/theme/tokens.ts'

const antdConfig = (name: ThemeName, lessMotion: boolean): ThemeConfig => {
  const palette = PALETTES[name]
  return {
    algorithm: name === 'dark' ? antdTheme.darkAlgorithm : antdTheme.defaultAlgorithm,
    token: {
      colorPrimary: palette.accent,
      colorInfo: palette.accent,
      colorLink: palette.accent,
      colorSuccess: palette.green,
      colorWarning: palette.yellow,
      colorError: palette.red,
      colorTextBase: palette.text,
      colorTextLightSolid: palette.onAccent,
      colorTextSecondary: palette.textSecondary,
      colorTextTertiary: palette.textFaint,
      colorTextDescription: palette.textFaint,
      colorTextPlaceholder: palette.textFaint,
      colorBgBase: palette.surface,
      colorBgContainer: palette.surface,
      // What waits to be usable still says what for: its words are to be read, in a window of the dark theme, too.
      colorBgContainerDisabled: palette.ground,
      colorBgElevated: palette.raised,
      colorBgLayout: palette.ground,
      colorBorder: palette.line,
      colorBorderSecondary: palette.line,
      fontFamily: FONT_FAMILY,
      fontSize: SIZES.fontSize,
      borderRadius: SIZES.radius,
      controlHeight: 32,
      // Left to the style sheet alone, whatever pops up would wait outside the window for the end of a motion that never was.
      motion: !lessMotion,
      motionDurationFast: '0.12s',
      motionDurationMid: '0.14s',
      motionDurationSlow: '0.16s',
      wireframe: false,
    },
  }
}

/** Colours for the pages' own styles as custom properties, and the same for the component library. `only` fixes the theme (the wall is dark). */
export function Theme({ children, only }: { readonly children: ReactNode; readonly only?: ThemeName }) {
  const chosen = useThemeName()
  const name = only ?? chosen
  const language = useLanguage()
  const lessMotion = useLessMotion()
  const config = useMemo(() => antdConfig(name, lessMotion), [name, lessMotion])
  usePageTheme(name)
  return (
    <ConfigProvider theme={config} locale={language === 'zh' ? zhCN : enUS} button={{ autoInsertSpace: false }}>
      {children}
    </ConfigProvider>
  )
}
