import SeatGrid
print(ShowState().version)
