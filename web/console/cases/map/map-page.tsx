import { useNavigate } from 'react-router'
import { CityMap } from '#web/shared/map/city-map.tsx'

export default function MapPage() {
  const navigate = useNavigate()
  return <CityMap label="map" grids cases={{}} onSelect={(id) => void navigate(`/cases/${id}`)} />
}
