import { useEffect } from 'react'
import { AboutPage } from './about/about-page.tsx'
import { LookupPage } from './lookup/lookup-page.tsx'
import { MapPage } from './map/map-page.tsx'
import './portal.css'
import { ReportPage } from './report/report-page.tsx'
import { useAddress } from './shell/address.ts'
import { useCity } from './shell/city.ts'
import { Closed } from './shell/closed.tsx'
import { Failing } from './shell/failing.tsx'
import { Footer } from './shell/footer.tsx'
import { Header } from './shell/header.tsx'
import { NotFound } from './shell/not-found.tsx'
import { OfflineBanner } from './shell/offline-banner.tsx'
import { quiet } from './shell/read-aloud.ts'
import styles from './shell/shell.module.css'
import { usePortalTheme } from './shell/use-portal-theme.ts'
import { StartPage } from './start/start-page.tsx'
import { SubscribePage } from './subscribe/subscribe-page.tsx'
import { TokenPage } from './subscribe/token-page.tsx'

/** The page for residents. */
export function Portal() {
  const { path } = useAddress()
  usePortalTheme()
  // What is read aloud belongs to the screen it was asked on.
  useEffect(() => {
    if (path) quiet()
  }, [path])
  return (
    <>
      <Header />
      <OfflineBanner />
      <main className={styles.main} id="main">
        <Failing key={path}>
          <Page path={path} />
        </Failing>
      </main>
      <Footer />
    </>
  )
}

function Page({ path }: { readonly path: string }) {
  const { data } = useCity()
  const [first = '', second] = path.split('/').slice(2).map(decodeURIComponent)
  // Whoever ends a subscription, or looks up what they reported while it was open, is not kept from it.
  if (first === 'confirm' || first === 'unsubscribe') return <TokenPage kind={first} />
  if (first === 'cases' || first === 'lookup') return <LookupPage number={second ?? ''} />
  if (first === 'about') return <AboutPage />
  if (data && !data.isOpen) return <Closed />
  if (first === '') return <StartPage />
  if (first === 'report') return <ReportPage step={second ?? ''} />
  if (first === 'map') return <MapPage />
  if (first === 'subscribe') return <SubscribePage />
  return <NotFound />
}
