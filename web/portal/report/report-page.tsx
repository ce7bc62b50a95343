import { useEffect } from 'react'
import { readTopics } from '../api.ts'
import { go, HOME } from '../shell/address.ts'
import { NotFound } from '../shell/not-found.tsx'
import { useRead } from '../shell/use-read.ts'
import { ContactStep } from './contact-step.tsx'
import { DonePage } from './done-page.tsx'
import { isStep, missingBefore, type Step } from './draft.ts'
import { useDraft } from './draft-store.ts'
import { NearStep } from './near-step.tsx'
import { PhotoStep } from './photo-step.tsx'
import { SendStep } from './send-step.tsx'
import { takeForm } from './submit.ts'
import { WhatStep } from './what-step.tsx'
import { WhereStep } from './where-step.tsx'

const SCREENS: Readonly<Record<Step, () => React.ReactNode>> = {
  photo: PhotoStep,
  where: WhereStep,
  what: WhatStep,
  near: NearStep,
  contact: ContactStep,
  send: SendStep,
}

/** Reporting a problem, one question a screen. */
export function ReportPage({ step }: { readonly step: string }) {
  if (step === 'done') return <DonePage />
  if (step === '') return <Redirect to="photo" />
  return isStep(step) ? <Question step={step} /> : <NotFound />
}

function Question({ step }: { readonly step: Step }) {
  const missing = missingBefore(useDraft(), step)
  // Read at the first question, so that the later ones stand without a network.
  useRead('topics', readTopics)
  useEffect(() => {
    // Where nothing answers now, sending takes one.
    takeForm().catch(() => {})
  }, [])
  if (missing) return <Redirect to={missing} />
  const Asked = SCREENS[step]
  return <Asked />
}

function Redirect({ to }: { readonly to: Step }) {
  useEffect(() => go(`${HOME}/report/${to}`, { replace: true }), [to])
  return null
}
