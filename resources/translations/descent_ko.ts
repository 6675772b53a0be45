<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ko" sourcelanguage="en">
<context>
    <name>AboutDialog</name>
    <message>
        <source>About Descent</source>
        <translation>Descent 정보</translation>
    </message>
    <message>
        <source>A training lab for neural networks.</source>
        <translation>신경망을 위한 학습 실험실입니다.</translation>
    </message>
</context>
<context>
    <name>Access</name>
    <message>
        <source>Menus</source>
        <translation>메뉴</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>상태</translation>
    </message>
    <message>
        <source>More buttons</source>
        <translation>버튼 더 보기</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>지우기</translation>
    </message>
</context>
<context>
    <name>AccuracyView</name>
    <message>
        <source>Training</source>
        <translation>훈련</translation>
    </message>
    <message>
        <source>Validation</source>
        <translation>검증</translation>
    </message>
    <message>
        <source>Batch</source>
        <translation>배치</translation>
    </message>
    <message>
        <source>Accuracy (%)</source>
        <translation>정확도(%)</translation>
    </message>
    <message>
        <source>The network is to give back its inputs; there are no classes, so accuracy has no meaning.</source>
        <translation>이 신경망은 입력을 그대로 되돌려야 하며 클래스가 없으므로 정확도는 의미가 없습니다.</translation>
    </message>
    <message>
        <source>{data} has numbers to predict, no classes, so accuracy has no meaning.</source>
        <translation>{data}에는 클래스가 아니라 예측할 수가 있으므로 정확도는 의미가 없습니다.</translation>
    </message>
    <message>
        <source>Accuracy will appear here once you press Train: the share of samples whose class is found.</source>
        <translation>학습을 누르면 정확도가 여기에 나타납니다. 클래스를 맞힌 샘플의 비율입니다.</translation>
    </message>
</context>
<context>
    <name>Actions</name>
    <message>
        <source>&amp;Empty network</source>
        <translation>빈 신경망(&amp;E)</translation>
    </message>
    <message>
        <source>Start from a network without layers</source>
        <translation>층이 없는 신경망에서 시작합니다</translation>
    </message>
    <message>
        <source>&amp;Open...</source>
        <translation>열기(&amp;O)...</translation>
    </message>
    <message>
        <source>Open an experiment</source>
        <translation>실험 열기</translation>
    </message>
    <message>
        <source>&amp;Save</source>
        <translation>저장(&amp;S)</translation>
    </message>
    <message>
        <source>Save the experiment</source>
        <translation>실험 저장</translation>
    </message>
    <message>
        <source>Save &amp;as...</source>
        <translation>다른 이름으로 저장(&amp;A)...</translation>
    </message>
    <message>
        <source>Save the experiment under another name</source>
        <translation>실험을 다른 이름으로 저장합니다</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>끝내기(&amp;Q)</translation>
    </message>
    <message>
        <source>Close the window</source>
        <translation>창을 닫습니다</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>실행 취소(&amp;U)</translation>
    </message>
    <message>
        <source>Undo the last edit</source>
        <translation>마지막 편집을 취소합니다</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>다시 실행(&amp;R)</translation>
    </message>
    <message>
        <source>Redo what was undone</source>
        <translation>취소한 편집을 다시 실행합니다</translation>
    </message>
    <message>
        <source>&amp;History</source>
        <translation>편집 기록(&amp;H)</translation>
    </message>
    <message>
        <source>List all edits; go back to any of them</source>
        <translation>모든 편집을 보여 주며, 어느 편집으로든 돌아갈 수 있습니다</translation>
    </message>
    <message>
        <source>Cu&amp;t</source>
        <translation>잘라내기(&amp;T)</translation>
    </message>
    <message>
        <source>Take the selected layers out and keep them on the clipboard</source>
        <translation>선택한 층을 잘라내어 클립보드에 둡니다</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>복사(&amp;C)</translation>
    </message>
    <message>
        <source>Copy the selected layers to the clipboard, as text</source>
        <translation>선택한 층을 텍스트로 클립보드에 복사합니다</translation>
    </message>
    <message>
        <source>&amp;Paste</source>
        <translation>붙여넣기(&amp;P)</translation>
    </message>
    <message>
        <source>Put the clipboard&apos;s layers after the selected one</source>
        <translation>클립보드의 층을 선택한 층 뒤에 넣습니다</translation>
    </message>
    <message>
        <source>Dup&amp;licate</source>
        <translation>복제(&amp;L)</translation>
    </message>
    <message>
        <source>Put a copy of the selected layers after them</source>
        <translation>선택한 층의 복사본을 그 뒤에 넣습니다</translation>
    </message>
    <message>
        <source>&amp;Delete</source>
        <translation>삭제(&amp;D)</translation>
    </message>
    <message>
        <source>Delete the selected layers</source>
        <translation>선택한 층을 삭제합니다</translation>
    </message>
    <message>
        <source>Rena&amp;me...</source>
        <translation>이름 바꾸기(&amp;M)...</translation>
    </message>
    <message>
        <source>Type another name for the selected layer or group</source>
        <translation>선택한 층이나 그룹에 다른 이름을 붙입니다</translation>
    </message>
    <message>
        <source>Select &amp;all</source>
        <translation>모두 선택(&amp;A)</translation>
    </message>
    <message>
        <source>Select all layers</source>
        <translation>모든 층을 선택합니다</translation>
    </message>
    <message>
        <source>&amp;Group</source>
        <translation>그룹 묶기(&amp;G)</translation>
    </message>
    <message>
        <source>Show the selected layers as one box</source>
        <translation>선택한 층을 하나의 상자로 보여 줍니다</translation>
    </message>
    <message>
        <source>U&amp;ngroup</source>
        <translation>그룹 풀기(&amp;N)</translation>
    </message>
    <message>
        <source>Dissolve the selected group; its layers stay</source>
        <translation>선택한 그룹을 풉니다. 층은 그대로 남습니다</translation>
    </message>
    <message>
        <source>Arrange &amp;automatically</source>
        <translation>자동 정렬(&amp;A)</translation>
    </message>
    <message>
        <source>Give up all places chosen by hand</source>
        <translation>손으로 정한 위치를 모두 되돌립니다</translation>
    </message>
    <message>
        <source>Pre&amp;ferences...</source>
        <translation>환경 설정(&amp;F)...</translation>
    </message>
    <message>
        <source>Choose look, density and what stands on the canvas</source>
        <translation>모양, 밀도, 캔버스에 표시할 것을 고릅니다</translation>
    </message>
    <message>
        <source>&amp;Fit network</source>
        <translation>신경망을 화면에 맞추기(&amp;F)</translation>
    </message>
    <message>
        <source>Show the whole network</source>
        <translation>신경망 전체를 보여 줍니다</translation>
    </message>
    <message>
        <source>&amp;Minimap</source>
        <translation>미니맵(&amp;M)</translation>
    </message>
    <message>
        <source>Show the whole network small in a corner while it is not wholly in view</source>
        <translation>신경망이 화면을 벗어나면 구석에 전체를 작게 보여 줍니다</translation>
    </message>
    <message>
        <source>A&amp;nalyse network</source>
        <translation>신경망 분석(&amp;N)</translation>
    </message>
    <message>
        <source>List every layer with its shapes, parameters, cost and problems</source>
        <translation>모든 층의 형태, 파라미터, 비용, 문제를 표로 보여 줍니다</translation>
    </message>
    <message>
        <source>&amp;Lab</source>
        <translation>실험실(&amp;L)</translation>
    </message>
    <message>
        <source>All panels, for working</source>
        <translation>모든 패널, 작업용</translation>
    </message>
    <message>
        <source>L&amp;ecture</source>
        <translation>강의(&amp;E)</translation>
    </message>
    <message>
        <source>Large type and thick lines, the canvas and two plots, for a projector</source>
        <translation>큰 글자와 굵은 선, 캔버스와 그래프 둘, 프로젝터용</translation>
    </message>
    <message>
        <source>&amp;Focus</source>
        <translation>집중(&amp;F)</translation>
    </message>
    <message>
        <source>Only the canvas and the live views</source>
        <translation>캔버스와 실시간 보기만</translation>
    </message>
    <message>
        <source>&amp;Light</source>
        <translation>밝게(&amp;L)</translation>
    </message>
    <message>
        <source>Dark on light</source>
        <translation>밝은 바탕에 어두운 글자</translation>
    </message>
    <message>
        <source>&amp;Dark</source>
        <translation>어둡게(&amp;D)</translation>
    </message>
    <message>
        <source>Light on dark</source>
        <translation>어두운 바탕에 밝은 글자</translation>
    </message>
    <message>
        <source>&amp;High contrast</source>
        <translation>고대비(&amp;H)</translation>
    </message>
    <message>
        <source>Black on white, for a projector or weak eyes</source>
        <translation>흰 바탕에 검은 글자, 프로젝터나 약한 시력용</translation>
    </message>
    <message>
        <source>&amp;System</source>
        <translation>시스템 설정(&amp;S)</translation>
    </message>
    <message>
        <source>Light or dark, as the desktop is</source>
        <translation>데스크톱에 따라 밝거나 어둡게</translation>
    </message>
    <message>
        <source>&amp;Restore layout</source>
        <translation>배치 되돌리기(&amp;R)</translation>
    </message>
    <message>
        <source>Put all panels back in their places</source>
        <translation>모든 패널을 제자리로 되돌립니다</translation>
    </message>
    <message>
        <source>&amp;Train</source>
        <translation>학습(&amp;T)</translation>
    </message>
    <message>
        <source>Train the network</source>
        <translation>신경망을 학습합니다</translation>
    </message>
    <message>
        <source>&amp;{count} runs</source>
        <translation>&amp;{count}회 실행</translation>
    </message>
    <message>
        <source>Train {count} times, each with a seed of its own</source>
        <translation>매번 다른 시드로 {count}번 학습합니다</translation>
    </message>
    <message>
        <source>&amp;Pause</source>
        <translation>일시 정지(&amp;P)</translation>
    </message>
    <message>
        <source>Pause training; Train goes on from here</source>
        <translation>학습을 일시 정지합니다. 학습을 누르면 여기서부터 이어집니다</translation>
    </message>
    <message>
        <source>St&amp;ep</source>
        <translation>한 스텝(&amp;E)</translation>
    </message>
    <message>
        <source>Train on one batch, then pause</source>
        <translation>배치 하나로 학습한 뒤 멈춥니다</translation>
    </message>
    <message>
        <source>Step one ep&amp;och</source>
        <translation>한 에포크(&amp;O)</translation>
    </message>
    <message>
        <source>Train to the end of the epoch, then pause</source>
        <translation>에포크가 끝날 때까지 학습한 뒤 멈춥니다</translation>
    </message>
    <message>
        <source>R&amp;un to...</source>
        <translation>지정한 곳까지 실행(&amp;U)...</translation>
    </message>
    <message>
        <source>Train to a step or epoch you name, then pause</source>
        <translation>지정한 스텝이나 에포크까지 학습한 뒤 멈춥니다</translation>
    </message>
    <message>
        <source>&amp;Stop</source>
        <translation>중지(&amp;S)</translation>
    </message>
    <message>
        <source>End the run and keep its results; Train then begins anew</source>
        <translation>실행을 끝내고 결과를 남깁니다. 다시 학습을 누르면 처음부터 시작합니다</translation>
    </message>
    <message>
        <source>&amp;Reset</source>
        <translation>초기화(&amp;R)</translation>
    </message>
    <message>
        <source>Forget the run and start from new weights; the experiment stays</source>
        <translation>실행을 지우고 새 가중치에서 시작합니다. 실험은 그대로 남습니다</translation>
    </message>
    <message>
        <source>Reset with &amp;new weights</source>
        <translation>새 가중치로 초기화(&amp;N)</translation>
    </message>
    <message>
        <source>Forget the run; the next one starts from other weights: the seed goes up by one</source>
        <translation>실행을 지웁니다. 다음 실행은 시드가 1 커져 다른 가중치에서 시작합니다</translation>
    </message>
    <message>
        <source>&amp;Find a command...</source>
        <translation>명령 찾기(&amp;F)...</translation>
    </message>
    <message>
        <source>Type what you want to do, or what you want to see</source>
        <translation>하고 싶은 것이나 보고 싶은 것을 입력하세요</translation>
    </message>
    <message>
        <source>&amp;Keyboard shortcuts</source>
        <translation>키보드 단축키(&amp;K)</translation>
    </message>
    <message>
        <source>List all keyboard shortcuts</source>
        <translation>모든 키보드 단축키를 보여 줍니다</translation>
    </message>
    <message>
        <source>&amp;About Descent</source>
        <translation>Descent 정보(&amp;A)</translation>
    </message>
    <message>
        <source>Versions, and where the data come from</source>
        <translation>버전과 데이터의 출처입니다</translation>
    </message>
    <message>
        <source>&amp;Undo: {step}</source>
        <translation>실행 취소(&amp;U): {step}</translation>
    </message>
    <message>
        <source>&amp;Redo: {step}</source>
        <translation>다시 실행(&amp;R): {step}</translation>
    </message>
    <message>
        <source>The run is over; Train starts a new one from fresh weights.</source>
        <translation>실행이 끝났습니다. 학습을 누르면 새 가중치로 새 실행을 시작합니다.</translation>
    </message>
    <message>
        <source>Nothing to undo.</source>
        <translation>취소할 편집이 없습니다.</translation>
    </message>
    <message>
        <source>Nothing to redo.</source>
        <translation>다시 실행할 편집이 없습니다.</translation>
    </message>
    <message>
        <source>The network has no layers.</source>
        <translation>신경망에 층이 없습니다.</translation>
    </message>
    <message>
        <source>No layer is selected.</source>
        <translation>선택한 층이 없습니다.</translation>
    </message>
    <message>
        <source>This model has no layers.</source>
        <translation>이 모델에는 층이 없습니다.</translation>
    </message>
    <message>
        <source>No box was moved by hand.</source>
        <translation>손으로 옮긴 상자가 없습니다.</translation>
    </message>
    <message>
        <source>Select one layer or one group.</source>
        <translation>층이나 그룹을 하나만 선택하세요.</translation>
    </message>
    <message>
        <source>Select two layers or more.</source>
        <translation>층을 둘 이상 선택하세요.</translation>
    </message>
    <message>
        <source>No group is selected.</source>
        <translation>선택한 그룹이 없습니다.</translation>
    </message>
    <message>
        <source>Training is under way.</source>
        <translation>학습이 진행 중입니다.</translation>
    </message>
    <message>
        <source>Pause first.</source>
        <translation>먼저 일시 정지하세요.</translation>
    </message>
    <message>
        <source>The run is being stopped.</source>
        <translation>실행을 중지하는 중입니다.</translation>
    </message>
    <message>
        <source>Stop or reset the run first.</source>
        <translation>먼저 실행을 중지하거나 초기화하세요.</translation>
    </message>
    <message>
        <source>This model takes nothing from its seed but the split of the data.</source>
        <translation>이 모델에서 시드는 데이터 분할에만 쓰입니다.</translation>
    </message>
    <message>
        <source>Nothing is being trained.</source>
        <translation>학습 중인 것이 없습니다.</translation>
    </message>
    <message>
        <source>There is no run to forget.</source>
        <translation>지울 실행이 없습니다.</translation>
    </message>
</context>
<context>
    <name>Amounts</name>
    <message>
        <source>{n} B</source>
        <translation>{n} B</translation>
    </message>
</context>
<context>
    <name>AnalysisPanel</name>
    <message>
        <source>Problems of the experiment as a whole</source>
        <translation>실험 전체의 문제</translation>
    </message>
    <message>
        <source>k nearest neighbours has no layers to analyse: it keeps the training samples and compares each new one with all of them.</source>
        <translation>k-최근접 이웃에는 분석할 층이 없습니다. 훈련 샘플을 모두 간직했다가 새 샘플을 그 모두와 비교합니다.</translation>
    </message>
    <message>
        <source>Every layer will stand here with its shapes, learned arrays, multiply-adds and memory, and what is wrong with it. Insert a layer on the canvas to begin.</source>
        <translation>모든 층의 형태, 학습되는 배열, 곱셈-덧셈 연산, 메모리와 문제가 여기에 나타납니다. 캔버스에 층을 넣어 시작하세요.</translation>
    </message>
    <message>
        <source>1 layer</source>
        <translation>층 1개</translation>
    </message>
    <message>
        <source>{n} layers</source>
        <translation>층 {n}개</translation>
    </message>
    <message>
        <source>{known} of {layers} known</source>
        <translation>{layers}개 층 중 {known}개를 앎</translation>
    </message>
    <message>
        <source>{n} parameters</source>
        <translation>파라미터 {n}개</translation>
    </message>
    <message>
        <source>{n} multiply-adds per sample</source>
        <translation>샘플당 곱셈-덧셈 연산 {n}회</translation>
    </message>
    <message>
        <source>{size} per sample</source>
        <translation>샘플당 {size}</translation>
    </message>
    <message>
        <source>{size} per training step</source>
        <translation>학습 스텝당 {size}</translation>
    </message>
</context>
<context>
    <name>AnalysisTable</name>
    <message>
        <source>Layers of the network</source>
        <translation>신경망의 층</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>복사(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Show on the canvas</source>
        <translation>캔버스에서 보기(&amp;S)</translation>
    </message>
</context>
<context>
    <name>AnswerBars</name>
    <message>
        <source>The network&apos;s answer</source>
        <translation>신경망의 답</translation>
    </message>
</context>
<context>
    <name>Arrange</name>
    <message>
        <source>Align left</source>
        <translation>왼쪽 맞춤</translation>
    </message>
    <message>
        <source>Align centre</source>
        <translation>가로 가운데 맞춤</translation>
    </message>
    <message>
        <source>Align right</source>
        <translation>오른쪽 맞춤</translation>
    </message>
    <message>
        <source>Align top</source>
        <translation>위쪽 맞춤</translation>
    </message>
    <message>
        <source>Align middle</source>
        <translation>세로 가운데 맞춤</translation>
    </message>
    <message>
        <source>Align bottom</source>
        <translation>아래쪽 맞춤</translation>
    </message>
    <message>
        <source>Distribute across</source>
        <translation>가로로 고르게 배치</translation>
    </message>
    <message>
        <source>Distribute down</source>
        <translation>세로로 고르게 배치</translation>
    </message>
    <message>
        <source>Put the selected boxes in line with the leftmost one</source>
        <translation>선택한 상자를 가장 왼쪽 상자에 맞춥니다</translation>
    </message>
    <message>
        <source>Put the selected boxes in one column</source>
        <translation>선택한 상자를 한 열에 놓습니다</translation>
    </message>
    <message>
        <source>Put the selected boxes in line with the rightmost one</source>
        <translation>선택한 상자를 가장 오른쪽 상자에 맞춥니다</translation>
    </message>
    <message>
        <source>Put the selected boxes in line with the highest one</source>
        <translation>선택한 상자를 가장 위쪽 상자에 맞춥니다</translation>
    </message>
    <message>
        <source>Put the selected boxes in one row</source>
        <translation>선택한 상자를 한 행에 놓습니다</translation>
    </message>
    <message>
        <source>Put the selected boxes in line with the lowest one</source>
        <translation>선택한 상자를 가장 아래쪽 상자에 맞춥니다</translation>
    </message>
    <message>
        <source>Even the gaps between boxes, left to right</source>
        <translation>상자 사이의 가로 간격을 고르게 합니다</translation>
    </message>
    <message>
        <source>Even the gaps between boxes, top to bottom</source>
        <translation>상자 사이의 세로 간격을 고르게 합니다</translation>
    </message>
    <message>
        <source>Select at least two boxes.</source>
        <translation>상자를 둘 이상 선택하세요.</translation>
    </message>
    <message>
        <source>Select at least three boxes.</source>
        <translation>상자를 셋 이상 선택하세요.</translation>
    </message>
</context>
<context>
    <name>BaselinePage</name>
    <message>
        <source>k nearest neighbours</source>
        <translation>k-최근접 이웃</translation>
    </message>
    <message>
        <source>Use a network instead</source>
        <translation>신경망 사용하기</translation>
    </message>
    <message>
        <source>Brings the last network back</source>
        <translation>마지막 신경망을 다시 불러옵니다</translation>
    </message>
    <message>
        <source>k nearest neighbours keeps the training samples and has no layers.</source>
        <translation>k-최근접 이웃은 훈련 샘플을 간직할 뿐 층이 없습니다.</translation>
    </message>
    <message>
        <source>A new sample gets the class of the training sample nearest to it.</source>
        <translation>새 샘플은 가장 가까운 훈련 샘플의 클래스를 받습니다.</translation>
    </message>
    <message>
        <source>A new sample gets the class that most of the {k} training samples nearest to it have.</source>
        <translation>새 샘플은 가장 가까운 훈련 샘플 {k}개에서 가장 많은 클래스를 받습니다.</translation>
    </message>
    <message>
        <source>The answer to a new sample is that of the training sample nearest to it.</source>
        <translation>새 샘플에 대한 답은 가장 가까운 훈련 샘플의 값입니다.</translation>
    </message>
    <message>
        <source>The answer to a new sample is the mean of the {k} training samples nearest to it.</source>
        <translation>새 샘플에 대한 답은 가장 가까운 훈련 샘플 {k}개의 평균입니다.</translation>
    </message>
    <message>
        <source>Train finds out how good it is.</source>
        <translation>학습을 누르면 얼마나 잘하는지 알 수 있습니다.</translation>
    </message>
    <message>
        <source>Set model to {model}</source>
        <translation>모델을 {model}(으)로 설정</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>신경망</translation>
    </message>
</context>
<context>
    <name>CanvasMenu</name>
    <message>
        <source>Cut</source>
        <translation>잘라내기</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>복사</translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation>복제</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>삭제</translation>
    </message>
    <message>
        <source>Rename...</source>
        <translation>이름 바꾸기...</translation>
    </message>
    <message>
        <source>No layer stands before it.</source>
        <translation>이 층 앞에 다른 층이 없습니다.</translation>
    </message>
    <message>
        <source>Move earlier</source>
        <translation>앞으로 옮기기</translation>
    </message>
    <message>
        <source>No layer stands behind it.</source>
        <translation>이 층 뒤에 다른 층이 없습니다.</translation>
    </message>
    <message>
        <source>Move later</source>
        <translation>뒤로 옮기기</translation>
    </message>
    <message>
        <source>Insert after</source>
        <translation>뒤에 넣기</translation>
    </message>
    <message>
        <source>Connect to</source>
        <translation>연결할 곳</translation>
    </message>
    <message>
        <source>Disconnect from</source>
        <translation>연결을 끊을 곳</translation>
    </message>
    <message>
        <source>Insert</source>
        <translation>넣기</translation>
    </message>
    <message>
        <source>Disconnect</source>
        <translation>연결 끊기</translation>
    </message>
    <message>
        <source>Insert at the end</source>
        <translation>끝에 넣기</translation>
    </message>
    <message>
        <source>Fit network</source>
        <translation>신경망을 화면에 맞추기</translation>
    </message>
    <message>
        <source>Paste</source>
        <translation>붙여넣기</translation>
    </message>
    <message>
        <source>Insert template</source>
        <translation>템플릿 넣기</translation>
    </message>
    <message>
        <source>(instead of {layer})</source>
        <translation>({layer} 대신)</translation>
    </message>
    <message>
        <source>Arrange</source>
        <translation>정렬</translation>
    </message>
    <message>
        <source>Arrange automatically</source>
        <translation>자동 정렬</translation>
    </message>
    <message>
        <source>No box was moved by hand.</source>
        <translation>손으로 옮긴 상자가 없습니다.</translation>
    </message>
</context>
<context>
    <name>CanvasPanel</name>
    <message>
        <source>Zoom out (-)</source>
        <translation>축소 (-)</translation>
    </message>
    <message>
        <source>Zoom in (+)</source>
        <translation>확대 (+)</translation>
    </message>
    <message>
        <source>Fit network (Ctrl+0)</source>
        <translation>신경망을 화면에 맞추기 (Ctrl+0)</translation>
    </message>
    <message>
        <source>Figures on the layers</source>
        <translation>층에 표시할 수치</translation>
    </message>
    <message>
        <source>Analyse network (Ctrl+Shift+A)</source>
        <translation>신경망 분석 (Ctrl+Shift+A)</translation>
    </message>
</context>
<context>
    <name>Catalogue</name>
    <message>
        <source>Layers</source>
        <translation>층</translation>
    </message>
    <message>
        <source>Losses</source>
        <translation>손실</translation>
    </message>
    <message>
        <source>Optimizers</source>
        <translation>옵티마이저</translation>
    </message>
    <message>
        <source>Schedules</source>
        <translation>스케줄</translation>
    </message>
    <message>
        <source>Regularizers</source>
        <translation>규제</translation>
    </message>
    <message>
        <source>Initializers</source>
        <translation>초기화 방법</translation>
    </message>
    <message>
        <source>Preprocessing</source>
        <translation>전처리</translation>
    </message>
    <message>
        <source>Augmentations</source>
        <translation>데이터 증강</translation>
    </message>
    <message>
        <source>Data sets</source>
        <translation>데이터셋</translation>
    </message>
    <message>
        <source>Training rules</source>
        <translation>학습 규칙</translation>
    </message>
    <message>
        <source>Metrics</source>
        <translation>지표</translation>
    </message>
    <message>
        <source>Templates</source>
        <translation>템플릿</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>이름</translation>
    </message>
    <message>
        <source>What the experiment is called.</source>
        <translation>실험의 이름입니다.</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>시드</translation>
    </message>
    <message>
        <source>Fixes initial weights, order and masks.</source>
        <translation>초기 가중치, 순서, 마스크를 고정합니다.</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>손실</translation>
    </message>
    <message>
        <source>What training makes small.</source>
        <translation>학습이 줄이려는 값입니다.</translation>
    </message>
    <message>
        <source>Optimizer</source>
        <translation>옵티마이저</translation>
    </message>
    <message>
        <source>How parameters follow from gradients.</source>
        <translation>기울기에서 파라미터를 갱신하는 방법입니다.</translation>
    </message>
    <message>
        <source>Schedule</source>
        <translation>스케줄</translation>
    </message>
    <message>
        <source>How the learning rate changes over time.</source>
        <translation>시간에 따라 학습률이 바뀌는 방식입니다.</translation>
    </message>
    <message>
        <source>Penalties on weights, added to the loss.</source>
        <translation>손실에 더해지는, 가중치에 대한 벌점입니다.</translation>
    </message>
    <message>
        <source>Data set</source>
        <translation>데이터셋</translation>
    </message>
    <message>
        <source>What to learn from.</source>
        <translation>무엇에서 배울지 정합니다.</translation>
    </message>
    <message>
        <source>Validation share</source>
        <translation>검증 비율</translation>
    </message>
    <message>
        <source>Share of the samples kept from training, to see how well it generalises.</source>
        <translation>얼마나 일반화하는지 보려고 훈련에서 떼어 두는 샘플의 비율입니다.</translation>
    </message>
    <message>
        <source>Test share</source>
        <translation>테스트 비율</translation>
    </message>
    <message>
        <source>Share of the samples kept for a final test; looked at only when you ask.</source>
        <translation>마지막 시험을 위해 떼어 두는 샘플의 비율입니다. 요청할 때만 사용합니다.</translation>
    </message>
    <message>
        <source>Data seed</source>
        <translation>데이터 시드</translation>
    </message>
    <message>
        <source>Fixes the split, and generated data.</source>
        <translation>분할과 생성되는 데이터를 고정합니다.</translation>
    </message>
    <message>
        <source>Applied in order; fitted on the training samples only.</source>
        <translation>순서대로 적용하며, 훈련 샘플에만 맞춥니다.</translation>
    </message>
    <message>
        <source>Augmentation</source>
        <translation>데이터 증강</translation>
    </message>
    <message>
        <source>Random changes of the training samples, in order; before the preprocessing.</source>
        <translation>훈련 샘플을 무작위로 바꿉니다. 순서대로, 전처리보다 먼저 적용합니다.</translation>
    </message>
    <message>
        <source>Epochs</source>
        <translation>에포크</translation>
    </message>
    <message>
        <source>How often all training samples are seen.</source>
        <translation>모든 훈련 샘플을 몇 번 볼지 정합니다.</translation>
    </message>
    <message>
        <source>Batch size</source>
        <translation>배치 크기</translation>
    </message>
    <message>
        <source>Samples in one step.</source>
        <translation>한 스텝에 쓰는 샘플 수입니다.</translation>
    </message>
    <message>
        <source>samples</source>
        <translation>샘플</translation>
    </message>
    <message>
        <source>Shuffle</source>
        <translation>섞기</translation>
    </message>
    <message>
        <source>Whether each epoch takes the samples in a new order.</source>
        <translation>에포크마다 샘플을 새 순서로 볼지 정합니다.</translation>
    </message>
    <message>
        <source>Gradient</source>
        <translation>기울기</translation>
    </message>
    <message>
        <source>Backpropagation, or central differences of the loss: two evaluations for every parameter, for small networks.</source>
        <translation>역전파, 또는 손실의 중심 차분입니다. 중심 차분은 파라미터마다 두 번 계산하므로 작은 신경망에 알맞습니다.</translation>
    </message>
    <message>
        <source>Backpropagation</source>
        <translation>역전파</translation>
    </message>
    <message>
        <source>Numerical</source>
        <translation>수치 미분</translation>
    </message>
    <message>
        <source>Optional additions to training.</source>
        <translation>학습에 더할 수 있는 선택 사항입니다.</translation>
    </message>
    <message>
        <source>Figures of the validation samples that each epoch reports beside loss and accuracy.</source>
        <translation>에포크마다 손실과 정확도 외에 검증 샘플에 대해 보고할 수치입니다.</translation>
    </message>
    <message>
        <source>Weights start as</source>
        <translation>가중치 초깃값</translation>
    </message>
    <message>
        <source>How weights are first drawn, where a layer does not say otherwise.</source>
        <translation>층에서 따로 정하지 않을 때 가중치를 처음 뽑는 방법입니다.</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>더하기</translation>
    </message>
    <message>
        <source>Adds its inputs element by element. With a wire that skips some layers it makes a residual block.</source>
        <translation>입력을 원소별로 더합니다. 몇 층을 건너뛰는 연결선과 함께 쓰면 잔차 블록이 됩니다.</translation>
    </message>
    <message>
        <source>y = x1 + x2 + ...,  dx1 = dx2 = ... = dy</source>
        <translation>y = x1 + x2 + ...,  dx1 = dx2 = ... = dy</translation>
    </message>
    <message>
        <source>AvgPool2D</source>
        <translation>평균 풀링</translation>
    </message>
    <message>
        <source>Average pooling: replaces each window by its mean, channel by channel, and so shrinks the image.</source>
        <translation>평균 풀링(AvgPool2D): 채널마다 각 창을 그 평균으로 바꾸어 이미지를 줄입니다.</translation>
    </message>
    <message>
        <source>y[n, i, j, c] = mean over u, v of x[n, s i + u, s j + v, c]          s: stride</source>
        <translation>y[n, i, j, c] = mean over u, v of x[n, s i + u, s j + v, c]          s: stride</translation>
    </message>
    <message>
        <source>Window</source>
        <translation>창</translation>
    </message>
    <message>
        <source>Side of the square window, in pixels.</source>
        <translation>정사각형 창의 한 변, 픽셀 단위입니다.</translation>
    </message>
    <message>
        <source>px</source>
        <translation>px</translation>
    </message>
    <message>
        <source>Stride</source>
        <translation>스트라이드</translation>
    </message>
    <message>
        <source>Pixels between neighbouring windows.</source>
        <translation>이웃한 창 사이의 픽셀 수입니다.</translation>
    </message>
    <message>
        <source>BatchNorm</source>
        <translation>배치 정규화</translation>
    </message>
    <message>
        <source>Batch normalisation: centres and scales each feature (each channel of an image) over the batch, then lets the network learn its own scale and offset. In evaluation it uses running statistics instead of the batch&apos;s.</source>
        <translation>배치 정규화(BatchNorm): 각 특성(이미지라면 각 채널)을 배치에 걸쳐 평균 0, 분산 1로 맞춘 다음, 신경망이 배율과 이동을 스스로 배우게 합니다. 평가할 때는 배치의 통계 대신 이동 통계를 씁니다.</translation>
    </message>
    <message>
        <source>mu = mean(x),  var = mean((x - mu)^2)          over the batch, and over height and width
h = (x - mu) / sqrt(var + epsilon),  y = gain h + bias
dgain = sum(dy h),  dbias = sum(dy),  dx = gain / sqrt(var + epsilon) (dy - mean(dy) - h mean(dy h))
running = (1 - momentum) running + momentum batch, the variance without bias, as in PyTorch.</source>
        <translation>mu = mean(x),  var = mean((x - mu)^2)          over the batch, and over height and width
h = (x - mu) / sqrt(var + epsilon),  y = gain h + bias
dgain = sum(dy h),  dbias = sum(dy),  dx = gain / sqrt(var + epsilon) (dy - mean(dy) - h mean(dy h))
running = (1 - momentum) running + momentum batch, the variance without bias, as in PyTorch.</translation>
    </message>
    <message>
        <source>Momentum</source>
        <translation>모멘텀</translation>
    </message>
    <message>
        <source>Share of each batch in the running statistics.</source>
        <translation>이동 통계에 반영되는 각 배치의 비율입니다.</translation>
    </message>
    <message>
        <source>Epsilon</source>
        <translation>엡실론</translation>
    </message>
    <message>
        <source>Added to the variance, against division by zero.</source>
        <translation>0으로 나누지 않도록 분산에 더하는 값입니다.</translation>
    </message>
    <message>
        <source>Concat</source>
        <translation>이어붙이기</translation>
    </message>
    <message>
        <source>Joins its inputs side by side, along features or channels, so that what follows sees them all.</source>
        <translation>입력을 특성이나 채널 방향으로 나란히 이어 붙여, 뒤따르는 층이 모두 보게 합니다.</translation>
    </message>
    <message>
        <source>y = [x1, x2, ...] along the last axis;  dx1, dx2, ...: dy cut up likewise</source>
        <translation>y = [x1, x2, ...] along the last axis;  dx1, dx2, ...: dy cut up likewise</translation>
    </message>
    <message>
        <source>Conv2D</source>
        <translation>합성곱</translation>
    </message>
    <message>
        <source>2-D convolution: slides small filters over the image; each filter answers to one pattern wherever it appears.</source>
        <translation>2차원 합성곱(Conv2D): 작은 필터를 이미지 위로 움직입니다. 각 필터는 어디에 있든 한 가지 무늬에 반응합니다.</translation>
    </message>
    <message>
        <source>y[n, i, j, o] = b[o] + sum over u, v, c of  x[n, s i + d u, s j + d v, c] W[u, v, c, o]
x: (N, H, W, in), W: (kernel, kernel, in, out), s: stride, d: dilation; cross-correlation, as in PyTorch.
With the windows of x as rows (im2col), y = columns W, dW = columns^T dy, dx = fold(dy W^T).</source>
        <translation>y[n, i, j, o] = b[o] + sum over u, v, c of  x[n, s i + d u, s j + d v, c] W[u, v, c, o]
x: (N, H, W, in), W: (kernel, kernel, in, out), s: stride, d: dilation; cross-correlation, as in PyTorch.
With the windows of x as rows (im2col), y = columns W, dW = columns^T dy, dx = fold(dy W^T).</translation>
    </message>
    <message>
        <source>Filters</source>
        <translation>필터</translation>
    </message>
    <message>
        <source>Number of output channels.</source>
        <translation>출력 채널의 수입니다.</translation>
    </message>
    <message>
        <source>Kernel</source>
        <translation>커널</translation>
    </message>
    <message>
        <source>Padding</source>
        <translation>패딩</translation>
    </message>
    <message>
        <source>Zeros around the image: none, enough to keep the size (at stride 1), or so many pixels on each side.</source>
        <translation>이미지 둘레에 두는 0: 없음, 크기를 유지할 만큼(스트라이드 1일 때), 또는 각 변에 정한 픽셀 수만큼입니다.</translation>
    </message>
    <message>
        <source>None (valid)</source>
        <translation>없음(valid)</translation>
    </message>
    <message>
        <source>Keep size (same)</source>
        <translation>크기 유지(same)</translation>
    </message>
    <message>
        <source>Dilation</source>
        <translation>팽창(dilation)</translation>
    </message>
    <message>
        <source>Spacing of the window&apos;s points; 1 is a dense window.</source>
        <translation>창 안의 점 사이 간격입니다. 1이면 빈틈없는 창입니다.</translation>
    </message>
    <message>
        <source>Bias</source>
        <translation>편향</translation>
    </message>
    <message>
        <source>Add a learned offset to every filter&apos;s output.</source>
        <translation>각 필터의 출력에 학습되는 편향을 더합니다.</translation>
    </message>
    <message>
        <source>DropConnect</source>
        <translation>드롭커넥트</translation>
    </message>
    <message>
        <source>Share of the weights set to zero in each training step; the rest is scaled up.</source>
        <translation>학습 스텝마다 0으로 두는 가중치의 비율입니다. 나머지는 그만큼 키웁니다.</translation>
    </message>
    <message>
        <source>Dense</source>
        <translation>완전 연결</translation>
    </message>
    <message>
        <source>Fully connected layer: every unit sees every input. Each output is a weighted sum of all inputs plus a bias.</source>
        <translation>완전 연결 층(Dense): 모든 유닛이 모든 입력을 봅니다. 각 출력은 모든 입력의 가중합에 편향을 더한 값입니다.</translation>
    </message>
    <message>
        <source>y = x W + b          x: (N, in), W: (in, out), b: (out,), y: (N, out)
dx = dy W^T,  dW = x^T dy,  db = sum over samples of dy</source>
        <translation>y = x W + b          x: (N, in), W: (in, out), b: (out,), y: (N, out)
dx = dy W^T,  dW = x^T dy,  db = sum over samples of dy</translation>
    </message>
    <message>
        <source>Units</source>
        <translation>유닛</translation>
    </message>
    <message>
        <source>Number of outputs.</source>
        <translation>출력의 수입니다.</translation>
    </message>
    <message>
        <source>Add a learned offset to every output.</source>
        <translation>각 출력에 학습되는 편향을 더합니다.</translation>
    </message>
    <message>
        <source>Dropout</source>
        <translation>드롭아웃</translation>
    </message>
    <message>
        <source>Dropout: in training sets a random share of its inputs to zero, so that no unit can rely on another. Inverted, the rest is scaled up in training; vanilla, everything is scaled down in evaluation.</source>
        <translation>드롭아웃: 학습할 때 입력의 일부를 무작위로 0으로 두어, 어떤 유닛도 다른 유닛에 기대지 못하게 합니다. 역(inverted) 방식은 학습할 때 나머지를 키우고, 기본(vanilla) 방식은 평가할 때 전체를 줄입니다.</translation>
    </message>
    <message>
        <source>y = x mask / (1 - rate),  dx = dy mask / (1 - rate)          mask: 1 with probability 1 - rate, else 0
Vanilla: y = x mask in training, x (1 - rate) in evaluation. Srivastava et al., 2014.</source>
        <translation>y = x mask / (1 - rate),  dx = dy mask / (1 - rate)          mask: 1 with probability 1 - rate, else 0
Vanilla: y = x mask in training, x (1 - rate) in evaluation. Srivastava et al., 2014.</translation>
    </message>
    <message>
        <source>Rate</source>
        <translation>비율</translation>
    </message>
    <message>
        <source>Share of the inputs set to zero in training.</source>
        <translation>학습할 때 0으로 두는 입력의 비율입니다.</translation>
    </message>
    <message>
        <source>Variant</source>
        <translation>방식</translation>
    </message>
    <message>
        <source>When outputs are scaled so that their mean stays: in training, or in evaluation.</source>
        <translation>평균이 유지되도록 출력의 크기를 조절하는 때: 학습할 때 또는 평가할 때입니다.</translation>
    </message>
    <message>
        <source>Inverted</source>
        <translation>역(inverted)</translation>
    </message>
    <message>
        <source>Vanilla</source>
        <translation>기본(vanilla)</translation>
    </message>
    <message>
        <source>ELU</source>
        <translation>ELU</translation>
    </message>
    <message>
        <source>Exponential linear unit: like ReLU above zero, but bends smoothly to -alpha below, which keeps outputs nearer to a mean of zero.</source>
        <translation>지수 선형 유닛: 0보다 크면 ReLU와 같고, 0보다 작으면 -alpha까지 매끄럽게 휘어 출력의 평균이 0에 가까워집니다.</translation>
    </message>
    <message>
        <source>y = x where x &gt; 0, else alpha (exp(x) - 1);  dx = dy where x &gt; 0, else dy (y + alpha)</source>
        <translation>y = x where x &gt; 0, else alpha (exp(x) - 1);  dx = dy where x &gt; 0, else dy (y + alpha)</translation>
    </message>
    <message>
        <source>Alpha</source>
        <translation>알파</translation>
    </message>
    <message>
        <source>What it bends to below zero, with a minus.</source>
        <translation>0 아래에서 휘어 다가가는 값의 크기입니다(부호는 음수).</translation>
    </message>
    <message>
        <source>Flatten</source>
        <translation>평탄화</translation>
    </message>
    <message>
        <source>Lays an image out as one row of numbers, so that a Dense layer can take it.</source>
        <translation>이미지를 한 줄의 수로 펼쳐 완전 연결 층이 받을 수 있게 합니다.</translation>
    </message>
    <message>
        <source>y[n] = all elements of x[n], rows first, channels last</source>
        <translation>y[n] = all elements of x[n], rows first, channels last</translation>
    </message>
    <message>
        <source>FractionalMaxPool2D</source>
        <translation>분수 최대 풀링</translation>
    </message>
    <message>
        <source>Fractional max pooling: max pooling that shrinks by a fraction such as 1.4, with windows placed at random in training. In evaluation they are fixed, or averaged over several random placements.</source>
        <translation>분수 최대 풀링(FractionalMaxPool2D): 1.4 같은 분수 비율로 줄이는 최대 풀링으로, 학습할 때 창의 위치가 무작위입니다. 평가할 때는 위치를 고정하거나 여러 무작위 위치의 평균을 냅니다.</translation>
    </message>
    <message>
        <source>start[i] = floor((i + u) a) - floor(u a),  a = (side - size) / (outputs - 1),  u ~ Uniform(0, 1)
start[outputs - 1] = side - size          size: window, side: that of the image
u = 1/2 in evaluation, in training drawn once a step for each axis</source>
        <translation>start[i] = floor((i + u) a) - floor(u a),  a = (side - size) / (outputs - 1),  u ~ Uniform(0, 1)
start[outputs - 1] = side - size          size: window, side: that of the image
u = 1/2 in evaluation, in training drawn once a step for each axis</translation>
    </message>
    <message>
        <source>Ratio</source>
        <translation>비율</translation>
    </message>
    <message>
        <source>How much smaller the image becomes.</source>
        <translation>이미지가 몇 분의 1로 줄어드는지 정합니다.</translation>
    </message>
    <message>
        <source>GaussianNoise</source>
        <translation>가우스 잡음</translation>
    </message>
    <message>
        <source>Gaussian noise: adds random numbers in training, so that the network learns not to mind small changes.</source>
        <translation>가우스 잡음: 학습할 때 난수를 더하여, 신경망이 작은 변화에 흔들리지 않게 합니다.</translation>
    </message>
    <message>
        <source>y = x + deviation e,  e ~ Normal(0, 1),  dx = dy</source>
        <translation>y = x + deviation e,  e ~ Normal(0, 1),  dx = dy</translation>
    </message>
    <message>
        <source>Deviation</source>
        <translation>표준편차</translation>
    </message>
    <message>
        <source>Standard deviation of the noise.</source>
        <translation>잡음의 표준편차입니다.</translation>
    </message>
    <message>
        <source>GELU</source>
        <translation>GELU</translation>
    </message>
    <message>
        <source>Gaussian error linear unit: weighs each number by how likely a normal number is to be smaller. A smooth ReLU.</source>
        <translation>가우스 오차 선형 유닛: 각 수에, 정규분포를 따르는 수가 그보다 작을 확률을 곱합니다. 매끄러운 ReLU입니다.</translation>
    </message>
    <message>
        <source>y = x F(x),  dx = dy (F(x) + x f(x))          F, f: distribution and density of Normal(0, 1)</source>
        <translation>y = x F(x),  dx = dy (F(x) + x f(x))          F, f: distribution and density of Normal(0, 1)</translation>
    </message>
    <message>
        <source>GlobalAvgPool2D</source>
        <translation>전역 평균 풀링</translation>
    </message>
    <message>
        <source>Global average pooling: replaces each channel by its mean over the whole image, whatever its size. Stands in for Flatten at the end of a convolutional network, with far fewer weights behind it.</source>
        <translation>전역 평균 풀링(GlobalAvgPool2D): 이미지 크기와 관계없이 각 채널을 전체의 평균으로 바꿉니다. 합성곱 신경망의 끝에서 평탄화를 대신하며, 뒤따르는 가중치가 훨씬 적어집니다.</translation>
    </message>
    <message>
        <source>y[n, c] = mean over i, j of x[n, i, j, c],  dx[n, i, j, c] = dy[n, c] / (H W)</source>
        <translation>y[n, c] = mean over i, j of x[n, i, j, c],  dx[n, i, j, c] = dy[n, c] / (H W)</translation>
    </message>
    <message>
        <source>GroupNorm</source>
        <translation>그룹 정규화</translation>
    </message>
    <message>
        <source>Group normalisation: centres and scales groups of channels within each sample, so it needs no batch and is the same in training and evaluation.</source>
        <translation>그룹 정규화(GroupNorm): 샘플마다 채널 그룹의 평균과 분산을 맞춥니다. 배치가 필요 없고 학습할 때와 평가할 때가 같습니다.</translation>
    </message>
    <message>
        <source>mu, var: mean and variance over a group&apos;s channels and all pixels of one sample
h = (x - mu) / sqrt(var + epsilon),  y = gain h + bias          gain, bias: one per channel
dh = gain dy,  dx = (dh - mean(dh) - h mean(dh h)) / sqrt(var + epsilon)</source>
        <translation>mu, var: mean and variance over a group&apos;s channels and all pixels of one sample
h = (x - mu) / sqrt(var + epsilon),  y = gain h + bias          gain, bias: one per channel
dh = gain dy,  dx = (dh - mean(dh) - h mean(dh h)) / sqrt(var + epsilon)</translation>
    </message>
    <message>
        <source>Groups</source>
        <translation>그룹</translation>
    </message>
    <message>
        <source>Number of groups the channels are divided into.</source>
        <translation>채널을 나누는 그룹의 수입니다.</translation>
    </message>
    <message>
        <source>LayerNorm</source>
        <translation>층 정규화</translation>
    </message>
    <message>
        <source>Layer normalisation: centres and scales all numbers of each sample together, then lets the network learn a scale and offset for each feature or channel. The same in training and evaluation.</source>
        <translation>층 정규화(LayerNorm): 샘플마다 모든 수의 평균과 분산을 함께 맞춘 다음, 신경망이 특성이나 채널마다 배율과 이동을 배우게 합니다. 학습할 때와 평가할 때가 같습니다.</translation>
    </message>
    <message>
        <source>mu, var: mean and variance over one sample
h = (x - mu) / sqrt(var + epsilon),  y = gain h + bias</source>
        <translation>mu, var: mean and variance over one sample
h = (x - mu) / sqrt(var + epsilon),  y = gain h + bias</translation>
    </message>
    <message>
        <source>Leaky ReLU</source>
        <translation>Leaky ReLU</translation>
    </message>
    <message>
        <source>Leaky ReLU: passes what is positive, and a small share of what is negative, so that no unit dies.</source>
        <translation>Leaky ReLU: 양수는 그대로, 음수는 작은 비율만큼만 통과시켜 죽은 유닛이 생기지 않게 합니다.</translation>
    </message>
    <message>
        <source>y = x where x &gt; 0, else slope x;  dx = dy or slope dy</source>
        <translation>y = x where x &gt; 0, else slope x;  dx = dy or slope dy</translation>
    </message>
    <message>
        <source>Slope</source>
        <translation>기울기</translation>
    </message>
    <message>
        <source>Slope where x is negative.</source>
        <translation>x가 음수일 때의 기울기입니다.</translation>
    </message>
    <message>
        <source>Maxout</source>
        <translation>Maxout</translation>
    </message>
    <message>
        <source>Maxout: every unit computes several weighted sums and keeps the largest, so it learns its own activation, made of straight pieces.</source>
        <translation>Maxout: 유닛마다 여러 가중합을 계산해 가장 큰 값을 남깁니다. 그래서 직선 조각으로 된 활성화 함수를 스스로 배웁니다.</translation>
    </message>
    <message>
        <source>z = x W + b,  y[n, u] = max over k of z[n, u, k]          W: (in, units * pieces), the pieces of a unit together</source>
        <translation>z = x W + b,  y[n, u] = max over k of z[n, u, k]          W: (in, units * pieces), the pieces of a unit together</translation>
    </message>
    <message>
        <source>Pieces</source>
        <translation>조각</translation>
    </message>
    <message>
        <source>Weighted sums that compete in each unit.</source>
        <translation>각 유닛에서 겨루는 가중합의 수입니다.</translation>
    </message>
    <message>
        <source>MaxPool2D</source>
        <translation>최대 풀링</translation>
    </message>
    <message>
        <source>Max pooling: keeps the largest value of each window, channel by channel, and so shrinks the image.</source>
        <translation>최대 풀링(MaxPool2D): 채널마다 각 창에서 가장 큰 값을 남겨 이미지를 줄입니다.</translation>
    </message>
    <message>
        <source>y[n, i, j, c] = max over u, v of x[n, s i + u, s j + v, c]          s: stride</source>
        <translation>y[n, i, j, c] = max over u, v of x[n, s i + u, s j + v, c]          s: stride</translation>
    </message>
    <message>
        <source>Multiply</source>
        <translation>곱하기</translation>
    </message>
    <message>
        <source>Multiplies its inputs element by element. With a sigmoid on one branch it makes a gate.</source>
        <translation>입력을 원소별로 곱합니다. 한 분기에 시그모이드를 두면 게이트가 됩니다.</translation>
    </message>
    <message>
        <source>y = x1 x2 ...,  dx1 = dy x2 ...          the product of all others</source>
        <translation>y = x1 x2 ...,  dx1 = dy x2 ...          the product of all others</translation>
    </message>
    <message>
        <source>PReLU</source>
        <translation>PReLU</translation>
    </message>
    <message>
        <source>Parametric ReLU: a leaky ReLU that learns how much of what is negative to pass, for each feature or channel.</source>
        <translation>파라미터 ReLU: 음수를 얼마나 통과시킬지 특성이나 채널마다 배우는 Leaky ReLU입니다.</translation>
    </message>
    <message>
        <source>y = x where x &gt; 0, else slope x;  dslope = sum of dy x where x &lt;= 0</source>
        <translation>y = x where x &gt; 0, else slope x;  dslope = sum of dy x where x &lt;= 0</translation>
    </message>
    <message>
        <source>ReLU</source>
        <translation>ReLU</translation>
    </message>
    <message>
        <source>Rectified linear unit: passes what is positive and sets the rest to zero. Cheap, and does not saturate above zero; a unit that is negative for every sample is dead.</source>
        <translation>정류 선형 유닛: 양수는 통과시키고 나머지는 0으로 둡니다. 계산이 가볍고 0보다 큰 쪽에서는 포화하지 않습니다. 모든 샘플에서 음수인 유닛은 죽은 유닛입니다.</translation>
    </message>
    <message>
        <source>y = max(x, 0),  dx = dy where x &gt; 0, else 0</source>
        <translation>y = max(x, 0),  dx = dy where x &gt; 0, else 0</translation>
    </message>
    <message>
        <source>Sigmoid</source>
        <translation>시그모이드</translation>
    </message>
    <message>
        <source>Logistic function: squashes to between 0 and 1. Saturates where |x| is large, and its outputs are never centred on zero.</source>
        <translation>로지스틱 함수: 0과 1 사이로 누릅니다. |x|가 크면 포화하며, 출력의 중심이 0이 아닙니다.</translation>
    </message>
    <message>
        <source>y = 1 / (1 + exp(-x)),  dx = dy y (1 - y)</source>
        <translation>y = 1 / (1 + exp(-x)),  dx = dy y (1 - y)</translation>
    </message>
    <message>
        <source>SiLU</source>
        <translation>SiLU</translation>
    </message>
    <message>
        <source>Sigmoid linear unit, or swish: weighs each number by its own logistic function. A smooth ReLU that dips below zero.</source>
        <translation>시그모이드 선형 유닛(swish): 각 수에 그 로지스틱 함수값을 곱합니다. 0 아래로 살짝 내려가는 매끄러운 ReLU입니다.</translation>
    </message>
    <message>
        <source>y = x q,  dx = dy q (1 + x (1 - q))          q = 1 / (1 + exp(-x))</source>
        <translation>y = x q,  dx = dy q (1 + x (1 - q))          q = 1 / (1 + exp(-x))</translation>
    </message>
    <message>
        <source>Softmax</source>
        <translation>소프트맥스</translation>
    </message>
    <message>
        <source>Softmax: turns scores into probabilities that add up to 1. Softmax cross-entropy does this itself, so it needs no such layer before it.</source>
        <translation>소프트맥스: 점수를 합이 1인 확률로 바꿉니다. 소프트맥스 교차 엔트로피는 이를 스스로 하므로 그 앞에는 이 층이 필요 없습니다.</translation>
    </message>
    <message>
        <source>y[k] = exp(x[k]) / sum over j of exp(x[j]),  dx = y (dy - sum over j of dy[j] y[j])</source>
        <translation>y[k] = exp(x[k]) / sum over j of exp(x[j]),  dx = y (dy - sum over j of dy[j] y[j])</translation>
    </message>
    <message>
        <source>Softplus</source>
        <translation>소프트플러스</translation>
    </message>
    <message>
        <source>Softplus: a smooth ReLU, above zero everywhere.</source>
        <translation>소프트플러스: 어디서나 0보다 큰, 매끄러운 ReLU입니다.</translation>
    </message>
    <message>
        <source>y = ln(1 + exp(x)),  dx = dy / (1 + exp(-x))</source>
        <translation>y = ln(1 + exp(x)),  dx = dy / (1 + exp(-x))</translation>
    </message>
    <message>
        <source>SpatialDropout</source>
        <translation>공간 드롭아웃</translation>
    </message>
    <message>
        <source>Spatial dropout: drops whole channels of an image instead of single pixels, whose neighbours would give them away. The rest is scaled up.</source>
        <translation>공간 드롭아웃(SpatialDropout): 이웃을 보면 짐작할 수 있는 픽셀 하나하나 대신 이미지의 채널 전체를 끕니다. 나머지는 그만큼 키웁니다.</translation>
    </message>
    <message>
        <source>y = x mask / (1 - rate)          mask: one number a sample and channel, 1 with probability 1 - rate, else 0</source>
        <translation>y = x mask / (1 - rate)          mask: one number a sample and channel, 1 with probability 1 - rate, else 0</translation>
    </message>
    <message>
        <source>Share of the channels set to zero in training.</source>
        <translation>학습할 때 0으로 두는 채널의 비율입니다.</translation>
    </message>
    <message>
        <source>StochasticDepth</source>
        <translation>확률적 깊이</translation>
    </message>
    <message>
        <source>Stochastic depth: at the end of a residual branch, skips the branch for a random share of the samples, so that the network trains as if it were shallower. Deeper blocks usually get a higher rate.</source>
        <translation>확률적 깊이(StochasticDepth): 잔차 분기의 끝에서 무작위로 고른 일부 샘플이 분기를 건너뛰게 하여, 신경망이 더 얕은 것처럼 학습합니다. 보통 깊은 블록일수록 비율을 높입니다.</translation>
    </message>
    <message>
        <source>y = x mask / (1 - rate)          mask: one number a sample, 1 with probability 1 - rate, else 0</source>
        <translation>y = x mask / (1 - rate)          mask: one number a sample, 1 with probability 1 - rate, else 0</translation>
    </message>
    <message>
        <source>Probability that a sample skips the branch in training.</source>
        <translation>학습할 때 샘플이 분기를 건너뛸 확률입니다.</translation>
    </message>
    <message>
        <source>Tanh</source>
        <translation>Tanh</translation>
    </message>
    <message>
        <source>Hyperbolic tangent: squashes to between -1 and 1, centred on zero. Saturates, and passes little gradient, where |x| is large.</source>
        <translation>쌍곡탄젠트: -1과 1 사이로 누르며 중심이 0입니다. |x|가 크면 포화하여 기울기를 거의 전하지 않습니다.</translation>
    </message>
    <message>
        <source>y = tanh(x),  dx = dy (1 - y^2)</source>
        <translation>y = tanh(x),  dx = dy (1 - y^2)</translation>
    </message>
    <message>
        <source>Binary cross-entropy</source>
        <translation>이진 교차 엔트로피</translation>
    </message>
    <message>
        <source>Binary cross-entropy: reads every score as the probability of a yes, by the logistic function, apart from the others. Before training it is near ln(2).</source>
        <translation>이진 교차 엔트로피: 점수마다 따로 로지스틱 함수를 씌워 &apos;예&apos;일 확률로 읽습니다. 학습 전에는 ln(2)에 가깝습니다.</translation>
    </message>
    <message>
        <source>q = 1 / (1 + exp(-s)),  L = mean over all elements of  -t ln q - (1 - t) ln(1 - q)
ds = (q - t) / (N K)          s: scores (N, K), t: targets between 0 and 1, classes as one-hot rows</source>
        <translation>q = 1 / (1 + exp(-s)),  L = mean over all elements of  -t ln q - (1 - t) ln(1 - q)
ds = (q - t) / (N K)          s: scores (N, K), t: targets between 0 and 1, classes as one-hot rows</translation>
    </message>
    <message>
        <source>Hinge (multiclass SVM)</source>
        <translation>힌지(다중 클래스 SVM)</translation>
    </message>
    <message>
        <source>Multiclass SVM loss: every wrong class should score at least 1 below the right one; what is closer is penalised in proportion, what is farther costs nothing.</source>
        <translation>다중 클래스 SVM 손실: 틀린 클래스의 점수는 모두 정답 클래스보다 1 이상 낮아야 합니다. 그보다 가까우면 모자란 만큼 벌점을 주고, 더 멀면 벌점이 없습니다.</translation>
    </message>
    <message>
        <source>L = mean over samples of  sum over j != y of  max(0, s[j] - s[y] + 1)          y: the right class
ds[j] = 1/N where the margin is violated,  ds[y] = -(violations) / N</source>
        <translation>L = mean over samples of  sum over j != y of  max(0, s[j] - s[y] + 1)          y: the right class
ds[j] = 1/N where the margin is violated,  ds[y] = -(violations) / N</translation>
    </message>
    <message>
        <source>Huber</source>
        <translation>후버(Huber)</translation>
    </message>
    <message>
        <source>Huber loss: squared near the target, straight far from it, so that outliers do not take over.</source>
        <translation>후버 손실: 목표값 가까이에서는 제곱, 멀리서는 직선이어서 이상치에 휘둘리지 않습니다.</translation>
    </message>
    <message>
        <source>d = s - t,  L = mean over all elements of  d^2 / 2 where |d| &lt;= delta, else delta (|d| - delta / 2)
ds = d clipped to -delta ... delta, / (N K)          s, t: (N, K)</source>
        <translation>d = s - t,  L = mean over all elements of  d^2 / 2 where |d| &lt;= delta, else delta (|d| - delta / 2)
ds = d clipped to -delta ... delta, / (N K)          s, t: (N, K)</translation>
    </message>
    <message>
        <source>Delta</source>
        <translation>델타</translation>
    </message>
    <message>
        <source>Distance from which the loss is straight.</source>
        <translation>손실이 직선이 되기 시작하는 거리입니다.</translation>
    </message>
    <message>
        <source>Mean absolute error</source>
        <translation>평균 절대 오차</translation>
    </message>
    <message>
        <source>Mean absolute error: the distance between outputs and targets, averaged over all numbers. Outliers weigh less than in the squared error.</source>
        <translation>평균 절대 오차: 출력과 목표값 사이의 거리를 모든 수에 걸쳐 평균한 값입니다. 제곱 오차보다 이상치의 영향이 작습니다.</translation>
    </message>
    <message>
        <source>L = mean over all elements of |s - t|,  ds = sign(s - t) / (N K)          s, t: (N, K)</source>
        <translation>L = mean over all elements of |s - t|,  ds = sign(s - t) / (N K)          s, t: (N, K)</translation>
    </message>
    <message>
        <source>Mean squared error</source>
        <translation>평균 제곱 오차</translation>
    </message>
    <message>
        <source>Mean squared error: the squared distance between outputs and targets, averaged over all numbers. For fitting curves.</source>
        <translation>평균 제곱 오차: 출력과 목표값 사이 거리의 제곱을 모든 수에 걸쳐 평균한 값입니다. 곡선을 맞출 때 씁니다.</translation>
    </message>
    <message>
        <source>L = mean over all elements of (s - t)^2,  ds = 2 (s - t) / (N K)          s, t: (N, K)</source>
        <translation>L = mean over all elements of (s - t)^2,  ds = 2 (s - t) / (N K)          s, t: (N, K)</translation>
    </message>
    <message>
        <source>One-vs-all hinge</source>
        <translation>일대다 힌지</translation>
    </message>
    <message>
        <source>One-vs-all hinge loss: a separate two-class SVM for every class against all others.</source>
        <translation>일대다 힌지 손실: 클래스마다 나머지 모두와 가르는 두 클래스 SVM을 따로 둡니다.</translation>
    </message>
    <message>
        <source>L = mean over samples of  sum over k of  max(0, 1 - t[k] s[k])          t[k]: 1 for the right class, else -1
ds[k] = -t[k] / N where the margin is violated</source>
        <translation>L = mean over samples of  sum over k of  max(0, 1 - t[k] s[k])          t[k]: 1 for the right class, else -1
ds[k] = -t[k] / N where the margin is violated</translation>
    </message>
    <message>
        <source>Softmax cross-entropy</source>
        <translation>소프트맥스 교차 엔트로피</translation>
    </message>
    <message>
        <source>Softmax cross-entropy: reads scores as probabilities by softmax and asks for a high probability of the right class. Before training it is near ln(classes).</source>
        <translation>소프트맥스 교차 엔트로피: 소프트맥스로 점수를 확률로 읽고 정답 클래스의 확률이 높기를 요구합니다. 학습 전에는 ln(클래스 수)에 가깝습니다.</translation>
    </message>
    <message>
        <source>q = softmax(s),  L = -(1 / n) sum over samples and k of  w[k] u[k] ln q[k],  u = (1 - smoothing) t + smoothing / K
ds = (q sum(w u) - w u) / n          s: scores (N, K), t: targets as one-hot rows
w: class weights, smoothing: label smoothing</source>
        <translation>q = softmax(s),  L = -(1 / n) sum over samples and k of  w[k] u[k] ln q[k],  u = (1 - smoothing) t + smoothing / K
ds = (q sum(w u) - w u) / n          s: scores (N, K), t: targets as one-hot rows
w: class weights, smoothing: label smoothing</translation>
    </message>
    <message>
        <source>Label smoothing</source>
        <translation>레이블 평활화</translation>
    </message>
    <message>
        <source>Share of each target spread evenly over all classes, against overconfidence.</source>
        <translation>지나친 확신을 막으려고 각 목표값에서 모든 클래스에 고르게 나눠 주는 비율입니다.</translation>
    </message>
    <message>
        <source>Class weights</source>
        <translation>클래스 가중치</translation>
    </message>
    <message>
        <source>How much each class counts, in order, separated by commas; empty for all alike.</source>
        <translation>각 클래스를 얼마나 중요하게 볼지 순서대로 쉼표로 구분해 적습니다. 비우면 모두 같습니다.</translation>
    </message>
    <message>
        <source>Squared hinge</source>
        <translation>제곱 힌지</translation>
    </message>
    <message>
        <source>Squared hinge loss: like the multiclass SVM loss, but a margin violated twice as much costs four times as much.</source>
        <translation>제곱 힌지 손실: 다중 클래스 SVM 손실과 같지만, 두 배 어긴 여유는 네 배의 벌점을 받습니다.</translation>
    </message>
    <message>
        <source>m[j] = max(0, s[j] - s[y] + 1),  L = mean over samples of  sum over j != y of  m[j]^2          y: the right class
ds[j] = 2 m[j] / N,  ds[y] = -sum over j != y of ds[j]</source>
        <translation>m[j] = max(0, s[j] - s[y] + 1),  L = mean over samples of  sum over j != y of  m[j]^2          y: the right class
ds[j] = 2 m[j] / N,  ds[y] = -sum over j != y of ds[j]</translation>
    </message>
    <message>
        <source>AdaGrad</source>
        <translation>AdaGrad</translation>
    </message>
    <message>
        <source>AdaGrad: divides each parameter&apos;s step by the root of all its squared gradients so far, so that steps only ever shrink.</source>
        <translation>AdaGrad: 각 파라미터의 스텝을 지금까지의 모든 기울기 제곱합의 제곱근으로 나눕니다. 그래서 스텝은 줄어들기만 합니다.</translation>
    </message>
    <message>
        <source>c += g^2,  x -= rate g / (sqrt(c) + epsilon)          rate: learning rate</source>
        <translation>c += g^2,  x -= rate g / (sqrt(c) + epsilon)          rate: learning rate</translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation>학습률</translation>
    </message>
    <message>
        <source>Size of a step; the schedule multiplies it.</source>
        <translation>한 스텝의 크기입니다. 스케줄이 여기에 곱해집니다.</translation>
    </message>
    <message>
        <source>Against division by zero.</source>
        <translation>0으로 나누지 않도록 더하는 값입니다.</translation>
    </message>
    <message>
        <source>Adam</source>
        <translation>Adam</translation>
    </message>
    <message>
        <source>Adam: momentum, with each parameter&apos;s step scaled by how large its gradients have been lately. A robust first choice.</source>
        <translation>Adam: 모멘텀을 쓰면서, 각 파라미터의 스텝을 최근 기울기의 크기에 맞춰 조절합니다. 처음 쓰기에 든든한 선택입니다.</translation>
    </message>
    <message>
        <source>m = beta1 m + (1 - beta1) g,  v = beta2 v + (1 - beta2) g^2
m^ = m / (1 - beta1^t),  v^ = v / (1 - beta2^t)
x -= rate m^ / (sqrt(v^) + epsilon)          rate: learning rate</source>
        <translation>m = beta1 m + (1 - beta1) g,  v = beta2 v + (1 - beta2) g^2
m^ = m / (1 - beta1^t),  v^ = v / (1 - beta2^t)
x -= rate m^ / (sqrt(v^) + epsilon)          rate: learning rate</translation>
    </message>
    <message>
        <source>Beta 1</source>
        <translation>베타 1</translation>
    </message>
    <message>
        <source>Share of the mean gradient kept from step to step.</source>
        <translation>스텝마다 유지되는 기울기 평균의 비율입니다.</translation>
    </message>
    <message>
        <source>Beta 2</source>
        <translation>베타 2</translation>
    </message>
    <message>
        <source>Share of the mean squared gradient kept from step to step.</source>
        <translation>스텝마다 유지되는 기울기 제곱 평균의 비율입니다.</translation>
    </message>
    <message>
        <source>AdamW</source>
        <translation>AdamW</translation>
    </message>
    <message>
        <source>AdamW: Adam that also shrinks the weights by a fixed share in each step, apart from the gradient. Biases and normalisation parameters are spared, as are layers that are not penalised.</source>
        <translation>AdamW: 기울기와 별도로 스텝마다 가중치를 일정 비율 줄이는 Adam입니다. 편향과 정규화 파라미터, 벌점을 주지 않는 층은 제외합니다.</translation>
    </message>
    <message>
        <source>w = w (1 - rate decay), then Adam&apos;s step:  x -= rate m^ / (sqrt(v^) + epsilon)
rate: learning rate, decay: weight decay</source>
        <translation>w = w (1 - rate decay), then Adam&apos;s step:  x -= rate m^ / (sqrt(v^) + epsilon)
rate: learning rate, decay: weight decay</translation>
    </message>
    <message>
        <source>Weight decay</source>
        <translation>가중치 감쇠</translation>
    </message>
    <message>
        <source>Share of the weights taken off at learning rate 1.</source>
        <translation>학습률이 1일 때 가중치에서 덜어 내는 비율입니다.</translation>
    </message>
    <message>
        <source>BFGS</source>
        <translation>BFGS</translation>
    </message>
    <message>
        <source>BFGS: Newton&apos;s method without second derivatives: builds up the inverse curvature from how the gradient changes from step to step. Keeps a square of the parameters&apos; number, so it is for small networks.</source>
        <translation>BFGS: 2계 미분이 없는 뉴턴법으로, 스텝 사이의 기울기 변화에서 곡률의 역행렬을 쌓아 갑니다. 파라미터 수의 제곱만큼 메모리를 쓰므로 작은 신경망에 알맞습니다.</translation>
    </message>
    <message>
        <source>d = -B g,  x += a d with a by a strong-Wolfe line search,  s = a d,  y = g&apos; - g,  r = 1 / (y s)
B = (I - r s y^T) B (I - r y s^T) + r s s^T</source>
        <translation>d = -B g,  x += a d with a by a strong-Wolfe line search,  s = a d,  y = g&apos; - g,  r = 1 / (y s)
B = (I - r s y^T) B (I - r y s^T) + r s s^T</translation>
    </message>
    <message>
        <source>First step</source>
        <translation>첫 스텝</translation>
    </message>
    <message>
        <source>First guess of each step&apos;s length; the line search corrects it.</source>
        <translation>각 스텝 길이의 첫 추정값입니다. 직선 탐색이 바로잡습니다.</translation>
    </message>
    <message>
        <source>L-BFGS</source>
        <translation>L-BFGS</translation>
    </message>
    <message>
        <source>L-BFGS: BFGS with little memory: keeps the last few steps instead of a square matrix, so it fits any network that trains on all samples at once.</source>
        <translation>L-BFGS: 메모리를 적게 쓰는 BFGS입니다. 정사각 행렬 대신 최근 몇 스텝만 기억하므로, 모든 샘플로 한 번에 학습하는 어떤 신경망에도 쓸 수 있습니다.</translation>
    </message>
    <message>
        <source>d = -B g by the two-loop recursion over the last s and y,  x += a d with a by a strong-Wolfe line search</source>
        <translation>d = -B g by the two-loop recursion over the last s and y,  x += a d with a by a strong-Wolfe line search</translation>
    </message>
    <message>
        <source>History</source>
        <translation>기억</translation>
    </message>
    <message>
        <source>Number of past steps remembered.</source>
        <translation>기억하는 지난 스텝의 수입니다.</translation>
    </message>
    <message>
        <source>steps</source>
        <translation>스텝</translation>
    </message>
    <message>
        <source>Gradient descent with momentum: steps build up speed where slopes agree and cancel where they alternate.</source>
        <translation>모멘텀이 있는 경사 하강법: 경사가 한결같은 방향에서는 속도가 붙고, 번갈아 바뀌는 방향에서는 상쇄됩니다.</translation>
    </message>
    <message>
        <source>v = rho v + g,  x -= rate v          rho: momentum, rate: learning rate</source>
        <translation>v = rho v + g,  x -= rate v          rho: momentum, rate: learning rate</translation>
    </message>
    <message>
        <source>Share of the velocity kept from step to step.</source>
        <translation>스텝마다 유지되는 속도의 비율입니다.</translation>
    </message>
    <message>
        <source>Nesterov</source>
        <translation>네스테로프(Nesterov)</translation>
    </message>
    <message>
        <source>Nesterov momentum: momentum that looks ahead, taking the slope where the present speed will lead.</source>
        <translation>네스테로프 모멘텀: 앞을 내다보는 모멘텀으로, 지금 속도로 가게 될 곳의 기울기를 씁니다.</translation>
    </message>
    <message>
        <source>v = rho v + g,  x -= rate (g + rho v)          rho: momentum, rate: learning rate</source>
        <translation>v = rho v + g,  x -= rate (g + rho v)          rho: momentum, rate: learning rate</translation>
    </message>
    <message>
        <source>Newton</source>
        <translation>뉴턴법</translation>
    </message>
    <message>
        <source>Newton&apos;s method: steps to where the loss, taken as a parabola of the present slope and curvature, would be lowest. Needs few steps and much work in each, so it is for very small networks.</source>
        <translation>뉴턴법: 지금의 기울기와 곡률로 그린 포물선에서 손실이 가장 낮을 곳으로 갑니다. 스텝은 적지만 스텝마다 계산이 많아 아주 작은 신경망에 알맞습니다.</translation>
    </message>
    <message>
        <source>H[:, i] = (g(x + h e_i) - g(x - h e_i)) / (2 h),  x -= a (H + damping I)^-1 g,  a = rate, halved until L falls
rate: step</source>
        <translation>H[:, i] = (g(x + h e_i) - g(x - h e_i)) / (2 h),  x -= a (H + damping I)^-1 g,  a = rate, halved until L falls
rate: step</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>스텝</translation>
    </message>
    <message>
        <source>Share of the full Newton step; the schedule multiplies it.</source>
        <translation>온전한 뉴턴 스텝에서 취하는 비율입니다. 스케줄이 여기에 곱해집니다.</translation>
    </message>
    <message>
        <source>Damping</source>
        <translation>감쇠</translation>
    </message>
    <message>
        <source>Added to the curvature, against huge steps.</source>
        <translation>지나치게 큰 스텝을 막으려고 곡률에 더하는 값입니다.</translation>
    </message>
    <message>
        <source>Curvature</source>
        <translation>곡률</translation>
    </message>
    <message>
        <source>Whether directions of negative curvature are left behind, or approached as the plain method does.</source>
        <translation>음의 곡률 방향에서 벗어날지, 원래 방법처럼 다가갈지 정합니다.</translation>
    </message>
    <message>
        <source>Absolute</source>
        <translation>절댓값</translation>
    </message>
    <message>
        <source>Signed</source>
        <translation>부호 그대로</translation>
    </message>
    <message>
        <source>Random local search</source>
        <translation>무작위 지역 탐색</translation>
    </message>
    <message>
        <source>Random local search: tries one random step a time, over all training data, and keeps it if the loss falls. A baseline without gradients, here to lose.</source>
        <translation>무작위 지역 탐색: 한 번에 무작위 스텝 하나를 모든 훈련 데이터로 시험해 손실이 줄면 받아들입니다. 기울기를 쓰지 않는 기준선으로, 지라고 있는 방법입니다.</translation>
    </message>
    <message>
        <source>x&apos; = x + rate e,  e ~ Normal(0, 1);  x = x&apos; if L(x&apos;) &lt; L(x)          rate: step size</source>
        <translation>x&apos; = x + rate e,  e ~ Normal(0, 1);  x = x&apos; if L(x&apos;) &lt; L(x)          rate: step size</translation>
    </message>
    <message>
        <source>Step size</source>
        <translation>스텝 크기</translation>
    </message>
    <message>
        <source>Standard deviation of a step; the schedule multiplies it.</source>
        <translation>한 스텝의 표준편차입니다. 스케줄이 여기에 곱해집니다.</translation>
    </message>
    <message>
        <source>Random search</source>
        <translation>무작위 탐색</translation>
    </message>
    <message>
        <source>Random search: draws all parameters anew in every step and keeps the best draw so far. A baseline, here to lose.</source>
        <translation>무작위 탐색: 스텝마다 모든 파라미터를 새로 뽑고 지금까지 가장 좋은 것을 간직합니다. 지라고 있는 기준선입니다.</translation>
    </message>
    <message>
        <source>x&apos; = deviation e,  e ~ Normal(0, 1);  x = x&apos; if L(x&apos;) &lt; L(x)</source>
        <translation>x&apos; = deviation e,  e ~ Normal(0, 1);  x = x&apos; if L(x&apos;) &lt; L(x)</translation>
    </message>
    <message>
        <source>Scale</source>
        <translation>배율</translation>
    </message>
    <message>
        <source>Multiplies the deviation; the schedule multiplies it in turn.</source>
        <translation>표준편차에 곱해집니다. 스케줄이 다시 여기에 곱해집니다.</translation>
    </message>
    <message>
        <source>Standard deviation of a draw.</source>
        <translation>뽑는 값의 표준편차입니다.</translation>
    </message>
    <message>
        <source>RMSProp</source>
        <translation>RMSProp</translation>
    </message>
    <message>
        <source>RMSProp: AdaGrad that forgets: divides each parameter&apos;s step by the root mean square of its recent gradients.</source>
        <translation>RMSProp: 잊어 가는 AdaGrad입니다. 각 파라미터의 스텝을 최근 기울기의 제곱평균제곱근으로 나눕니다.</translation>
    </message>
    <message>
        <source>c = decay c + (1 - decay) g^2,  x -= rate g / (sqrt(c) + epsilon)          rate: learning rate</source>
        <translation>c = decay c + (1 - decay) g^2,  x -= rate g / (sqrt(c) + epsilon)          rate: learning rate</translation>
    </message>
    <message>
        <source>Decay</source>
        <translation>감쇠</translation>
    </message>
    <message>
        <source>SGD</source>
        <translation>SGD</translation>
    </message>
    <message>
        <source>Gradient descent: a step straight down the slope of the batch&apos;s loss. With small batches it is stochastic.</source>
        <translation>경사 하강법: 배치 손실의 경사를 따라 곧장 내려갑니다. 배치가 작으면 확률적 경사 하강법입니다.</translation>
    </message>
    <message>
        <source>x -= rate g          rate: learning rate</source>
        <translation>x -= rate g          rate: learning rate</translation>
    </message>
    <message>
        <source>Constant</source>
        <translation>상수</translation>
    </message>
    <message>
        <source>Keeps the learning rate as it is.</source>
        <translation>학습률을 그대로 둡니다.</translation>
    </message>
    <message>
        <source>factor = 1</source>
        <translation>factor = 1</translation>
    </message>
    <message>
        <source>Cosine</source>
        <translation>코사인</translation>
    </message>
    <message>
        <source>Lets the learning rate fall along half a cosine: slowly, then quickly, then slowly to its end.</source>
        <translation>학습률이 반 코사인을 따라 줄어듭니다. 천천히, 빠르게, 다시 천천히 끝에 이릅니다.</translation>
    </message>
    <message>
        <source>factor = low + (1 - low) (1 + cos(pi step / total)) / 2          low: final factor</source>
        <translation>factor = low + (1 - low) (1 + cos(pi step / total)) / 2          low: final factor</translation>
    </message>
    <message>
        <source>Final factor</source>
        <translation>최종 배수</translation>
    </message>
    <message>
        <source>What the rate is multiplied by at the end.</source>
        <translation>끝에서 학습률에 곱하는 값입니다.</translation>
    </message>
    <message>
        <source>Cosine with restarts</source>
        <translation>재시작하는 코사인</translation>
    </message>
    <message>
        <source>Cosine decay that starts again from the full rate, each time after a longer while.</source>
        <translation>매번 더 오랜 뒤에 온전한 학습률에서 다시 시작하는 코사인 감쇠입니다.</translation>
    </message>
    <message>
        <source>factor = low + (1 - low) (1 + cos(pi c)) / 2          c: share of the present cycle that is over, low: final factor</source>
        <translation>factor = low + (1 - low) (1 + cos(pi c)) / 2          c: share of the present cycle that is over, low: final factor</translation>
    </message>
    <message>
        <source>First cycle</source>
        <translation>첫 주기</translation>
    </message>
    <message>
        <source>Epochs until the first restart.</source>
        <translation>첫 재시작까지의 에포크 수입니다.</translation>
    </message>
    <message>
        <source>epochs</source>
        <translation>에포크</translation>
    </message>
    <message>
        <source>Growth</source>
        <translation>증가 배수</translation>
    </message>
    <message>
        <source>How many times longer each cycle is than the one before.</source>
        <translation>각 주기가 앞 주기보다 몇 배 긴지 정합니다.</translation>
    </message>
    <message>
        <source>What the rate is multiplied by at the end of a cycle.</source>
        <translation>주기 끝에서 학습률에 곱하는 값입니다.</translation>
    </message>
    <message>
        <source>Exponential decay</source>
        <translation>지수 감쇠</translation>
    </message>
    <message>
        <source>Lets the learning rate fall by the same share in every epoch.</source>
        <translation>에포크마다 학습률이 같은 비율로 줄어듭니다.</translation>
    </message>
    <message>
        <source>factor = exp(-k t)          k: decay, t: time in epochs</source>
        <translation>factor = exp(-k t)          k: decay, t: time in epochs</translation>
    </message>
    <message>
        <source>Decay constant k.</source>
        <translation>감쇠 상수 k입니다.</translation>
    </message>
    <message>
        <source>1/epoch</source>
        <translation>1/에포크</translation>
    </message>
    <message>
        <source>Inverse time decay</source>
        <translation>역시간 감쇠</translation>
    </message>
    <message>
        <source>Lets the learning rate fall quickly at first and ever more slowly later.</source>
        <translation>학습률이 처음에는 빠르게, 뒤로 갈수록 천천히 줄어듭니다.</translation>
    </message>
    <message>
        <source>factor = 1 / (1 + k t)          k: decay, t: time in epochs</source>
        <translation>factor = 1 / (1 + k t)          k: decay, t: time in epochs</translation>
    </message>
    <message>
        <source>One cycle</source>
        <translation>원 사이클</translation>
    </message>
    <message>
        <source>One cycle: the learning rate rises from a small one to the full one, then falls to almost nothing at the end.</source>
        <translation>원 사이클: 학습률이 작은 값에서 온전한 값까지 올랐다가 끝에는 거의 0까지 내려갑니다.</translation>
    </message>
    <message>
        <source>rising:  factor = 1/d + (1 - 1/d) (1 - cos(pi p)) / 2          p: share of the rise that is over, d: start divisor
falling:  factor = f + (1 - f) (1 + cos(pi p)) / 2          f = 1 / (d final divisor)</source>
        <translation>rising:  factor = 1/d + (1 - 1/d) (1 - cos(pi p)) / 2          p: share of the rise that is over, d: start divisor
falling:  factor = f + (1 - f) (1 + cos(pi p)) / 2          f = 1 / (d final divisor)</translation>
    </message>
    <message>
        <source>Rise</source>
        <translation>상승 구간</translation>
    </message>
    <message>
        <source>Share of the steps in which the rate rises.</source>
        <translation>학습률이 오르는 스텝의 비율입니다.</translation>
    </message>
    <message>
        <source>Start divisor</source>
        <translation>시작 제수</translation>
    </message>
    <message>
        <source>How many times smaller the rate starts.</source>
        <translation>학습률이 몇 분의 1에서 시작하는지 정합니다.</translation>
    </message>
    <message>
        <source>Final divisor</source>
        <translation>최종 제수</translation>
    </message>
    <message>
        <source>How many times smaller than at the start the rate ends.</source>
        <translation>학습률이 시작할 때의 몇 분의 1로 끝나는지 정합니다.</translation>
    </message>
    <message>
        <source>Reduce on plateau</source>
        <translation>정체되면 줄이기</translation>
    </message>
    <message>
        <source>Keeps the learning rate while the validation loss improves, and lowers it when it has not for some epochs.</source>
        <translation>검증 손실이 나아지는 동안 학습률을 유지하고, 몇 에포크 동안 나아지지 않으면 낮춥니다.</translation>
    </message>
    <message>
        <source>factor = factor drop          drop: factor, after more than `patience` epochs without loss &lt; best (1 - threshold)</source>
        <translation>factor = factor drop          drop: factor, after more than `patience` epochs without loss &lt; best (1 - threshold)</translation>
    </message>
    <message>
        <source>Factor</source>
        <translation>배수</translation>
    </message>
    <message>
        <source>What the rate is multiplied by.</source>
        <translation>학습률에 곱하는 값입니다.</translation>
    </message>
    <message>
        <source>Patience</source>
        <translation>참을성</translation>
    </message>
    <message>
        <source>Epochs without improvement that are waited for.</source>
        <translation>나아지지 않아도 기다리는 에포크 수입니다.</translation>
    </message>
    <message>
        <source>Threshold</source>
        <translation>문턱값</translation>
    </message>
    <message>
        <source>Share by which the loss must fall to count as better.</source>
        <translation>나아졌다고 보려면 손실이 줄어야 하는 비율입니다.</translation>
    </message>
    <message>
        <source>Step decay</source>
        <translation>계단 감쇠</translation>
    </message>
    <message>
        <source>Multiplies the learning rate by a factor every so many epochs.</source>
        <translation>정한 에포크마다 학습률에 배수를 곱합니다.</translation>
    </message>
    <message>
        <source>factor = drop^floor(t / every)          drop: factor, t: time in epochs</source>
        <translation>factor = drop^floor(t / every)          drop: factor, t: time in epochs</translation>
    </message>
    <message>
        <source>What the rate is multiplied by at each step.</source>
        <translation>단계마다 학습률에 곱하는 값입니다.</translation>
    </message>
    <message>
        <source>Every</source>
        <translation>간격</translation>
    </message>
    <message>
        <source>Epochs between two steps.</source>
        <translation>두 단계 사이의 에포크 수입니다.</translation>
    </message>
    <message>
        <source>Elastic net</source>
        <translation>엘라스틱 넷</translation>
    </message>
    <message>
        <source>Elastic net: a mixture of L1 and L2: some weights end at zero, and none grows large.</source>
        <translation>엘라스틱 넷: L1과 L2를 섞은 규제입니다. 일부 가중치는 0이 되고, 어느 것도 커지지 않습니다.</translation>
    </message>
    <message>
        <source>P = strength (mix sum |w| + (1 - mix) / 2 sum w^2)          mix: share of L1
dP/dw = strength (mix sign(w) + (1 - mix) w)</source>
        <translation>P = strength (mix sum |w| + (1 - mix) / 2 sum w^2)          mix: share of L1
dP/dw = strength (mix sign(w) + (1 - mix) w)</translation>
    </message>
    <message>
        <source>The layers whose weights it acts on; none for all.</source>
        <translation>가중치에 벌점을 줄 층입니다. 비우면 모든 층입니다.</translation>
    </message>
    <message>
        <source>Strength</source>
        <translation>세기</translation>
    </message>
    <message>
        <source>Weight of the penalty.</source>
        <translation>벌점의 세기입니다.</translation>
    </message>
    <message>
        <source>Share of L1</source>
        <translation>L1의 비율</translation>
    </message>
    <message>
        <source>How much of the penalty is L1; the rest is L2.</source>
        <translation>벌점에서 L1이 차지하는 비율입니다. 나머지는 L2입니다.</translation>
    </message>
    <message>
        <source>L1</source>
        <translation>L1</translation>
    </message>
    <message>
        <source>L1 penalty: pulls every weight towards zero with the same force, so that many end there.</source>
        <translation>L1 벌점: 모든 가중치를 같은 힘으로 0 쪽으로 당겨 많은 가중치가 0이 됩니다.</translation>
    </message>
    <message>
        <source>P = strength * sum |w|,  dP/dw = strength * sign(w)</source>
        <translation>P = strength * sum |w|,  dP/dw = strength * sign(w)</translation>
    </message>
    <message>
        <source>L2</source>
        <translation>L2</translation>
    </message>
    <message>
        <source>L2 penalty: pulls every weight towards zero in proportion to its size, so that none grows large.</source>
        <translation>L2 벌점: 모든 가중치를 크기에 비례해 0 쪽으로 당겨 어느 것도 커지지 않습니다.</translation>
    </message>
    <message>
        <source>P = strength / 2 * sum w^2,  dP/dw = strength * w</source>
        <translation>P = strength / 2 * sum w^2,  dP/dw = strength * w</translation>
    </message>
    <message>
        <source>Weight of the penalty; note the half in the formula.</source>
        <translation>벌점의 세기입니다. 식에 1/2이 있음에 유의하세요.</translation>
    </message>
    <message>
        <source>One number everywhere. As weights it leaves every unit of a layer the same for ever.</source>
        <translation>어디나 같은 수입니다. 가중치로 쓰면 한 층의 모든 유닛이 언제까지나 같습니다.</translation>
    </message>
    <message>
        <source>w = value</source>
        <translation>w = value</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>값</translation>
    </message>
    <message>
        <source>What every element starts as.</source>
        <translation>모든 원소의 초깃값입니다.</translation>
    </message>
    <message>
        <source>Glorot normal</source>
        <translation>Glorot 정규분포</translation>
    </message>
    <message>
        <source>Keeps the size of signals about equal forwards and backwards, for tanh and sigmoid (Xavier).</source>
        <translation>tanh와 시그모이드에서 신호의 크기를 순전파와 역전파 모두 비슷하게 유지합니다(Xavier).</translation>
    </message>
    <message>
        <source>w ~ Normal(0, sqrt(2 / (fan_in + fan_out)))</source>
        <translation>w ~ Normal(0, sqrt(2 / (fan_in + fan_out)))</translation>
    </message>
    <message>
        <source>Glorot uniform</source>
        <translation>Glorot 균등분포</translation>
    </message>
    <message>
        <source>w ~ Uniform(-a, a),  a = sqrt(6 / (fan_in + fan_out))</source>
        <translation>w ~ Uniform(-a, a),  a = sqrt(6 / (fan_in + fan_out))</translation>
    </message>
    <message>
        <source>He normal</source>
        <translation>He 정규분포</translation>
    </message>
    <message>
        <source>Keeps the size of signals about equal through layers of ReLU, which drop half of it.</source>
        <translation>신호의 절반을 버리는 ReLU 층을 지나도 신호의 크기를 비슷하게 유지합니다.</translation>
    </message>
    <message>
        <source>w ~ Normal(0, sqrt(2 / fan_in))</source>
        <translation>w ~ Normal(0, sqrt(2 / fan_in))</translation>
    </message>
    <message>
        <source>He uniform</source>
        <translation>He 균등분포</translation>
    </message>
    <message>
        <source>w ~ Uniform(-a, a),  a = sqrt(6 / fan_in)</source>
        <translation>w ~ Uniform(-a, a),  a = sqrt(6 / fan_in)</translation>
    </message>
    <message>
        <source>LeCun normal</source>
        <translation>LeCun 정규분포</translation>
    </message>
    <message>
        <source>Keeps the variance of signals equal from input to output of a layer without an activation.</source>
        <translation>활성화 함수가 없는 층에서 입력과 출력의 분산을 같게 유지합니다.</translation>
    </message>
    <message>
        <source>w ~ Normal(0, sqrt(1 / fan_in))</source>
        <translation>w ~ Normal(0, sqrt(1 / fan_in))</translation>
    </message>
    <message>
        <source>Normal</source>
        <translation>정규분포</translation>
    </message>
    <message>
        <source>Normal numbers of a fixed spread, whatever the layer&apos;s size: too small and signals die, too large and they saturate.</source>
        <translation>층의 크기와 관계없이 정해진 폭의 정규분포 난수입니다. 너무 작으면 신호가 사라지고, 너무 크면 포화합니다.</translation>
    </message>
    <message>
        <source>w ~ Normal(0, deviation)</source>
        <translation>w ~ Normal(0, deviation)</translation>
    </message>
    <message>
        <source>Standard deviation.</source>
        <translation>표준편차입니다.</translation>
    </message>
    <message>
        <source>Orthogonal</source>
        <translation>직교</translation>
    </message>
    <message>
        <source>Columns (or rows, where there are fewer) of length `gain` at right angles to each other, so that signals neither grow nor shrink through many layers.</source>
        <translation>길이가 `gain`이고 서로 직각인 열(열이 더 많으면 행)입니다. 여러 층을 지나도 신호가 커지거나 작아지지 않습니다.</translation>
    </message>
    <message>
        <source>w^T w = gain^2 I          w as a matrix (all inputs of a unit, units)</source>
        <translation>w^T w = gain^2 I          w as a matrix (all inputs of a unit, units)</translation>
    </message>
    <message>
        <source>Gain</source>
        <translation>이득</translation>
    </message>
    <message>
        <source>Length of each column.</source>
        <translation>각 열의 길이입니다.</translation>
    </message>
    <message>
        <source>Uniform</source>
        <translation>균등분포</translation>
    </message>
    <message>
        <source>Evenly spread numbers within fixed limits, whatever the layer&apos;s size.</source>
        <translation>층의 크기와 관계없이 정해진 범위에 고르게 퍼진 수입니다.</translation>
    </message>
    <message>
        <source>w ~ Uniform(-limit, limit)</source>
        <translation>w ~ Uniform(-limit, limit)</translation>
    </message>
    <message>
        <source>Limit</source>
        <translation>한계</translation>
    </message>
    <message>
        <source>Largest distance from zero.</source>
        <translation>0에서 가장 먼 거리입니다.</translation>
    </message>
    <message>
        <source>Zeros</source>
        <translation>0</translation>
    </message>
    <message>
        <source>All zeros. Right for biases; as weights it leaves every unit of a layer the same for ever.</source>
        <translation>모두 0입니다. 편향에는 알맞지만, 가중치로 쓰면 한 층의 모든 유닛이 언제까지나 같습니다.</translation>
    </message>
    <message>
        <source>w = 0</source>
        <translation>w = 0</translation>
    </message>
    <message>
        <source>Inputs as targets</source>
        <translation>입력을 목표값으로</translation>
    </message>
    <message>
        <source>Inputs as targets: asks the network to give back what it is fed, as an autoencoder does. The data set&apos;s own targets are left aside, and classes with them.</source>
        <translation>입력을 목표값으로: 오토인코더처럼 신경망이 받은 것을 그대로 되돌리게 합니다. 데이터셋의 원래 목표값과 클래스는 쓰지 않습니다.</translation>
    </message>
    <message>
        <source>t = x&apos; as one row of numbers          x&apos;: a sample as the network sees it, after all steps and augmentations</source>
        <translation>t = x&apos; as one row of numbers          x&apos;: a sample as the network sees it, after all steps and augmentations</translation>
    </message>
    <message>
        <source>One-hot labels</source>
        <translation>원-핫 레이블</translation>
    </message>
    <message>
        <source>One-hot labels: replaces each class by a row of zeros with a one in its place, so that a loss for numbers, such as the mean squared error, can learn classes.</source>
        <translation>원-핫 레이블: 각 클래스를, 자기 자리만 1이고 나머지는 0인 행으로 바꿉니다. 그러면 평균 제곱 오차처럼 수에 대한 손실로도 클래스를 배울 수 있습니다.</translation>
    </message>
    <message>
        <source>t&apos; = row of zeros with t&apos;[t] = 1          the inputs stay as they are</source>
        <translation>t&apos; = row of zeros with t&apos;[t] = 1          the inputs stay as they are</translation>
    </message>
    <message>
        <source>PCA</source>
        <translation>PCA</translation>
    </message>
    <message>
        <source>Principal components: turns the centred data so that its axes are the directions in which it varies most, and keeps the first of them. Images become rows of numbers.</source>
        <translation>주성분 분석: 중심을 맞춘 데이터를 돌려 가장 많이 변하는 방향을 축으로 삼고, 앞의 몇 개만 남깁니다. 이미지는 수의 행이 됩니다.</translation>
    </message>
    <message>
        <source>x&apos; = (x - mean) U[:, :components]          columns of U: eigenvectors of the covariance, largest first</source>
        <translation>x&apos; = (x - mean) U[:, :components]          columns of U: eigenvectors of the covariance, largest first</translation>
    </message>
    <message>
        <source>Components</source>
        <translation>성분</translation>
    </message>
    <message>
        <source>Number of directions kept, at most the number of inputs.</source>
        <translation>남길 방향의 수입니다. 입력의 수를 넘을 수 없습니다.</translation>
    </message>
    <message>
        <source>Scale to range</source>
        <translation>범위 맞추기</translation>
    </message>
    <message>
        <source>Scales all inputs alike, so that the training data&apos;s smallest and largest numbers become the given ones.</source>
        <translation>훈련 데이터의 가장 작은 수와 가장 큰 수가 정한 값이 되도록 모든 입력을 똑같이 조절합니다.</translation>
    </message>
    <message>
        <source>x&apos; = low + (high - low) (x - min) / (max - min)</source>
        <translation>x&apos; = low + (high - low) (x - min) / (max - min)</translation>
    </message>
    <message>
        <source>Low</source>
        <translation>최솟값</translation>
    </message>
    <message>
        <source>What the smallest number becomes.</source>
        <translation>가장 작은 수가 바뀔 값입니다.</translation>
    </message>
    <message>
        <source>High</source>
        <translation>최댓값</translation>
    </message>
    <message>
        <source>What the largest number becomes.</source>
        <translation>가장 큰 수가 바뀔 값입니다.</translation>
    </message>
    <message>
        <source>Standardize</source>
        <translation>표준화</translation>
    </message>
    <message>
        <source>Subtracts the training data&apos;s mean and divides by their standard deviation, so that all inputs are of one size.</source>
        <translation>훈련 데이터의 평균을 빼고 표준편차로 나누어 모든 입력의 크기를 맞춥니다.</translation>
    </message>
    <message>
        <source>x&apos; = (x - mean(x)) / deviation(x)          a feature that never varies is only centred</source>
        <translation>x&apos; = (x - mean(x)) / deviation(x)          a feature that never varies is only centred</translation>
    </message>
    <message>
        <source>Statistics of</source>
        <translation>통계 단위</translation>
    </message>
    <message>
        <source>One mean and deviation for each input, or one for each colour channel.</source>
        <translation>입력마다 평균과 표준편차를 하나씩 두거나, 색 채널마다 하나씩 둡니다.</translation>
    </message>
    <message>
        <source>Each feature</source>
        <translation>특성마다</translation>
    </message>
    <message>
        <source>Each channel</source>
        <translation>채널마다</translation>
    </message>
    <message>
        <source>Whiten</source>
        <translation>백색화</translation>
    </message>
    <message>
        <source>Whitening: principal components, each divided by its standard deviation, so that all directions vary alike. Images become rows of numbers.</source>
        <translation>백색화: 주성분을 각각 표준편차로 나누어 모든 방향이 똑같이 변하게 합니다. 이미지는 수의 행이 됩니다.</translation>
    </message>
    <message>
        <source>x&apos; = (x - mean) U[:, :components] / sqrt(lambda + epsilon)          lambda: variance along each column of U</source>
        <translation>x&apos; = (x - mean) U[:, :components] / sqrt(lambda + epsilon)          lambda: variance along each column of U</translation>
    </message>
    <message>
        <source>Added to each variance, so that noise is not blown up.</source>
        <translation>잡음이 부풀지 않도록 각 분산에 더하는 값입니다.</translation>
    </message>
    <message>
        <source>Zero-centre</source>
        <translation>중심 맞추기</translation>
    </message>
    <message>
        <source>Subtracts the training data&apos;s mean, so that inputs are centred on zero.</source>
        <translation>훈련 데이터의 평균을 빼서 입력의 중심을 0에 맞춥니다.</translation>
    </message>
    <message>
        <source>x&apos; = x - mean(x)</source>
        <translation>x&apos; = x - mean(x)</translation>
    </message>
    <message>
        <source>Mean of</source>
        <translation>평균 단위</translation>
    </message>
    <message>
        <source>One mean for each input (for images the mean image), or one for each colour channel.</source>
        <translation>입력마다 평균을 하나씩 두거나(이미지라면 평균 이미지), 색 채널마다 하나씩 둡니다.</translation>
    </message>
    <message>
        <source>Colour jitter</source>
        <translation>색 흔들기</translation>
    </message>
    <message>
        <source>Colour jitter: changes brightness, contrast, saturation and hue of each image at random, as light and cameras do, so that the network learns shapes rather than colours. Saturation and hue need colour images.</source>
        <translation>색 흔들기: 조명과 카메라가 그러듯 각 이미지의 밝기, 대비, 채도, 색상을 무작위로 바꾸어, 신경망이 색보다 모양을 배우게 합니다. 채도와 색상은 컬러 이미지에만 쓸 수 있습니다.</translation>
    </message>
    <message>
        <source>y = b x,  b ~ Uniform(1 - brightness, 1 + brightness)          values count from the darkest
y = m + c (x - m),  c ~ Uniform(1 - contrast, 1 + contrast),  m: mean grey of the image
y = g + s H (x - g),  s ~ Uniform(1 - saturation, 1 + saturation),  g: grey of the pixel,  H: turn of the hue
In this order, as in torchvision; cut off once, at the end. g = 0.299 red + 0.587 green + 0.114 blue, which H keeps.</source>
        <translation>y = b x,  b ~ Uniform(1 - brightness, 1 + brightness)          values count from the darkest
y = m + c (x - m),  c ~ Uniform(1 - contrast, 1 + contrast),  m: mean grey of the image
y = g + s H (x - g),  s ~ Uniform(1 - saturation, 1 + saturation),  g: grey of the pixel,  H: turn of the hue
In this order, as in torchvision; cut off once, at the end. g = 0.299 red + 0.587 green + 0.114 blue, which H keeps.</translation>
    </message>
    <message>
        <source>Brightness</source>
        <translation>밝기</translation>
    </message>
    <message>
        <source>How much brighter or darker: at 0.2 from 0.8 to 1.2 times.</source>
        <translation>얼마나 더 밝거나 어둡게 할지 정합니다. 0.2이면 0.8배에서 1.2배까지입니다.</translation>
    </message>
    <message>
        <source>Contrast</source>
        <translation>대비</translation>
    </message>
    <message>
        <source>How much more or less contrast: at 0.2 from 0.8 to 1.2 times.</source>
        <translation>대비를 얼마나 높이거나 낮출지 정합니다. 0.2이면 0.8배에서 1.2배까지입니다.</translation>
    </message>
    <message>
        <source>Saturation</source>
        <translation>채도</translation>
    </message>
    <message>
        <source>How much more or less colour: at 0.2 from 0.8 to 1.2 times.</source>
        <translation>색을 얼마나 더하거나 뺄지 정합니다. 0.2이면 0.8배에서 1.2배까지입니다.</translation>
    </message>
    <message>
        <source>Hue</source>
        <translation>색상</translation>
    </message>
    <message>
        <source>How far colours may turn around the colour circle, to either side.</source>
        <translation>색상환에서 색이 양쪽으로 얼마나 돌 수 있는지 정합니다.</translation>
    </message>
    <message>
        <source>°</source>
        <translation>°</translation>
    </message>
    <message>
        <source>Cutout</source>
        <translation>컷아웃(Cutout)</translation>
    </message>
    <message>
        <source>Cutout: covers a square of some images, so that the network cannot rely on one part of a thing alone.</source>
        <translation>컷아웃: 일부 이미지의 사각형 하나를 가려, 신경망이 사물의 한 부분에만 기대지 못하게 합니다.</translation>
    </message>
    <message>
        <source>y = fill within |i - a| &lt;= side / 2 and |j - b| &lt;= side / 2, else x          (a, b): any pixel, all equally likely</source>
        <translation>y = fill within |i - a| &lt;= side / 2 and |j - b| &lt;= side / 2, else x          (a, b): any pixel, all equally likely</translation>
    </message>
    <message>
        <source>Probability</source>
        <translation>확률</translation>
    </message>
    <message>
        <source>Share of the images that lose a square.</source>
        <translation>사각형을 가리는 이미지의 비율입니다.</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>크기</translation>
    </message>
    <message>
        <source>Side of the square, as a share of the image&apos;s shorter side.</source>
        <translation>사각형 한 변의 길이를 이미지의 짧은 변에 대한 비율로 나타냅니다.</translation>
    </message>
    <message>
        <source>Filled with</source>
        <translation>채울 값</translation>
    </message>
    <message>
        <source>What covers the square.</source>
        <translation>사각형을 무엇으로 채울지 정합니다.</translation>
    </message>
    <message>
        <source>Mean of the image</source>
        <translation>이미지의 평균</translation>
    </message>
    <message>
        <source>Darkest value</source>
        <translation>가장 어두운 값</translation>
    </message>
    <message>
        <source>Gaussian noise</source>
        <translation>가우스 잡음</translation>
    </message>
    <message>
        <source>Gaussian noise: adds a small random number to each input, so that the network learns not to mind small changes. Images stay between their darkest and their brightest value.</source>
        <translation>가우스 잡음: 각 입력에 작은 난수를 더하여, 신경망이 작은 변화에 흔들리지 않게 합니다. 이미지는 가장 어두운 값과 가장 밝은 값 사이에 머뭅니다.</translation>
    </message>
    <message>
        <source>y = x + deviation (high - low) e,  e ~ Normal(0, 1)          low, high: of all images, or of each feature of rows</source>
        <translation>y = x + deviation (high - low) e,  e ~ Normal(0, 1)          low, high: of all images, or of each feature of rows</translation>
    </message>
    <message>
        <source>Standard deviation of the noise, as a share of the range of the inputs.</source>
        <translation>입력 범위에 대한 비율로 나타낸 잡음의 표준편차입니다.</translation>
    </message>
    <message>
        <source>Horizontal flip</source>
        <translation>좌우 뒤집기</translation>
    </message>
    <message>
        <source>Horizontal flip: shows some images mirrored, left for right. Right where a mirrored thing is still the same thing; wrong for letters and digits.</source>
        <translation>좌우 뒤집기: 일부 이미지를 좌우로 뒤집습니다. 뒤집어도 같은 사물이면 알맞고, 글자와 숫자에는 맞지 않습니다.</translation>
    </message>
    <message>
        <source>y[i, j] = x[i, width - 1 - j] with the given probability, else x[i, j]</source>
        <translation>y[i, j] = x[i, width - 1 - j] with the given probability, else x[i, j]</translation>
    </message>
    <message>
        <source>Share of the images that are mirrored.</source>
        <translation>뒤집는 이미지의 비율입니다.</translation>
    </message>
    <message>
        <source>Mixup</source>
        <translation>믹스업(Mixup)</translation>
    </message>
    <message>
        <source>Mixup: trains on weighted means of two samples, and of what is wanted for them, so that the network behaves evenly between samples. Acts after preprocessing.</source>
        <translation>믹스업: 두 샘플과 그 목표값의 가중 평균으로 학습하여, 신경망이 샘플 사이에서도 고르게 답하게 합니다. 전처리 다음에 적용합니다.</translation>
    </message>
    <message>
        <source>x&apos; = w x + (1 - w) x[p],  t&apos; = w t + (1 - w) t[p],  w ~ Beta(alpha, alpha)          p: a random order of the batch</source>
        <translation>x&apos; = w x + (1 - w) x[p],  t&apos; = w t + (1 - w) t[p],  w ~ Beta(alpha, alpha)          p: a random order of the batch</translation>
    </message>
    <message>
        <source>How evenly samples mix: 0 not at all, 1 in any proportion, more nearer to half and half.</source>
        <translation>샘플이 얼마나 고르게 섞이는지 정합니다. 0이면 섞지 않고, 1이면 어떤 비율이든 같은 확률이며, 더 크면 반반에 가까워집니다.</translation>
    </message>
    <message>
        <source>Random crop</source>
        <translation>무작위 자르기</translation>
    </message>
    <message>
        <source>Random crop: pads each image all round and cuts a window of its old size out of it, at a random place. What is shown moves, so that the network learns not to mind where it is.</source>
        <translation>무작위 자르기: 이미지 둘레에 여백을 두른 뒤 무작위 위치에서 원래 크기의 창을 잘라 냅니다. 내용이 움직이므로 신경망이 위치에 매이지 않게 됩니다.</translation>
    </message>
    <message>
        <source>y[i, j] = x[i + a, j + b],  a, b ~ Uniform{-padding, ..., padding}          one a and b for each image</source>
        <translation>y[i, j] = x[i + a, j + b],  a, b ~ Uniform{-padding, ..., padding}          one a and b for each image</translation>
    </message>
    <message>
        <source>How far an image may move, to each side.</source>
        <translation>이미지가 각 방향으로 얼마나 움직일 수 있는지 정합니다.</translation>
    </message>
    <message>
        <source>Border</source>
        <translation>가장자리</translation>
    </message>
    <message>
        <source>What comes into view beyond the border.</source>
        <translation>가장자리 밖에 무엇이 보일지 정합니다.</translation>
    </message>
    <message>
        <source>Border repeated</source>
        <translation>가장자리 반복</translation>
    </message>
    <message>
        <source>Mirror image</source>
        <translation>거울상</translation>
    </message>
    <message>
        <source>Rotation</source>
        <translation>회전</translation>
    </message>
    <message>
        <source>Rotation: turns each image about its centre by a random angle, so that the network learns not to mind how things are turned. Between pixels, neighbours are averaged.</source>
        <translation>회전: 각 이미지를 중심을 축으로 무작위 각도만큼 돌려, 신경망이 방향에 매이지 않게 합니다. 픽셀 사이는 이웃의 평균을 씁니다.</translation>
    </message>
    <message>
        <source>y(p) = x(c + R (p - c)),  R = [[cos a, -sin a], [sin a, cos a]],  a ~ Uniform(-angle, angle)</source>
        <translation>y(p) = x(c + R (p - c)),  R = [[cos a, -sin a], [sin a, cos a]],  a ~ Uniform(-angle, angle)</translation>
    </message>
    <message>
        <source>Angle</source>
        <translation>각도</translation>
    </message>
    <message>
        <source>The largest turn, to either side.</source>
        <translation>양쪽으로 돌릴 수 있는 가장 큰 각도입니다.</translation>
    </message>
    <message>
        <source>Stretch</source>
        <translation>늘이기</translation>
    </message>
    <message>
        <source>Stretch: makes each image wider or narrower, and taller or flatter, about its centre, by two random factors. Larger and smaller are equally likely.</source>
        <translation>늘이기: 각 이미지를 중심에서 가로와 세로로 무작위 배율만큼 늘이거나 줄입니다. 커지고 작아질 확률은 같습니다.</translation>
    </message>
    <message>
        <source>y(p) = x(c + (p - c) / s),  s = (1 + amount)^u,  u ~ Uniform(-1, 1)          one u for each axis of each image</source>
        <translation>y(p) = x(c + (p - c) / s),  s = (1 + amount)^u,  u ~ Uniform(-1, 1)          one u for each axis of each image</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>정도</translation>
    </message>
    <message>
        <source>The largest stretch: at 0.2 up to 1.2 times as wide or high, or 1.2 times less.</source>
        <translation>가장 크게 늘이는 정도입니다. 0.2이면 가로나 세로로 최대 1.2배 늘이거나 1.2분의 1로 줄입니다.</translation>
    </message>
    <message>
        <source>Blobs</source>
        <translation>구름</translation>
    </message>
    <message>
        <source>Round clouds, one a class, on a circle: a linear classifier does well.</source>
        <translation>클래스마다 하나씩 원 위에 놓인 둥근 점 구름입니다. 선형 분류기로도 잘 됩니다.</translation>
    </message>
    <message>
        <source>Samples</source>
        <translation>샘플</translation>
    </message>
    <message>
        <source>Number of points.</source>
        <translation>점의 수입니다.</translation>
    </message>
    <message>
        <source>Noise</source>
        <translation>잡음</translation>
    </message>
    <message>
        <source>Standard deviation of the points about their centre.</source>
        <translation>중심에서 점이 흩어진 표준편차입니다.</translation>
    </message>
    <message>
        <source>Classes</source>
        <translation>클래스</translation>
    </message>
    <message>
        <source>Number of clouds.</source>
        <translation>구름의 수입니다.</translation>
    </message>
    <message>
        <source>Breast cancer</source>
        <translation>유방암</translation>
    </message>
    <message>
        <source>Breast cancer, Wisconsin diagnostic: 569 tumours, benign or malignant, by thirty measurements of cell nuclei.</source>
        <translation>유방암(위스콘신 진단): 양성 또는 악성인 종양 569개를 세포핵 측정값 서른 개로 가려냅니다.</translation>
    </message>
    <message>
        <source>Circles</source>
        <translation>원</translation>
    </message>
    <message>
        <source>One class within a ring of the other: linear in no direction, easy once distance from the centre is learned.</source>
        <translation>한 클래스가 다른 클래스의 고리 안에 있습니다. 어느 방향으로도 선형이 아니지만, 중심에서의 거리를 배우면 쉽습니다.</translation>
    </message>
    <message>
        <source>Standard deviation of the points about their place.</source>
        <translation>제자리에서 점이 흩어진 표준편차입니다.</translation>
    </message>
    <message>
        <source>Digits</source>
        <translation>숫자</translation>
    </message>
    <message>
        <source>Real handwritten digits: 1,797 images of 8x8 pixels with 17 grey levels, ten classes. Small enough to learn in seconds.</source>
        <translation>실제 손글씨 숫자: 8x8 픽셀, 17단계 회색의 이미지 1,797개, 열 개 클래스입니다. 몇 초면 배울 만큼 작습니다.</translation>
    </message>
    <message>
        <source>Glyphs</source>
        <translation>글리프</translation>
    </message>
    <message>
        <source>Glyphs: generated grey images of the ten digits as a pen writes them, in several forms, no two alike in slant, size, place, stroke and wobble. Harder than the small bundled digits, and as many as you like.</source>
        <translation>글리프: 열 개 숫자를 펜으로 쓴 듯 여러 꼴로 생성한 회색 이미지입니다. 기울기, 크기, 위치, 획, 떨림이 모두 다릅니다. 함께 들어 있는 작은 숫자보다 어렵고, 원하는 만큼 만들 수 있습니다.</translation>
    </message>
    <message>
        <source>Number of images.</source>
        <translation>이미지의 수입니다.</translation>
    </message>
    <message>
        <source>Distortion</source>
        <translation>변형</translation>
    </message>
    <message>
        <source>How far slant, size, place and angle stray, from none (0) to much (1).</source>
        <translation>기울기, 크기, 위치, 각도가 얼마나 벗어나는지 정합니다. 없음(0)에서 심함(1)까지입니다.</translation>
    </message>
    <message>
        <source>Wobble</source>
        <translation>떨림</translation>
    </message>
    <message>
        <source>How far the pen strays from the form of the digit, as a share of its height.</source>
        <translation>펜이 숫자의 꼴에서 벗어나는 정도를 높이에 대한 비율로 나타냅니다.</translation>
    </message>
    <message>
        <source>Standard deviation of the noise on each pixel; 1 is from black to white.</source>
        <translation>각 픽셀에 더하는 잡음의 표준편차입니다. 1은 검정에서 흰색까지입니다.</translation>
    </message>
    <message>
        <source>Iris</source>
        <translation>붓꽃</translation>
    </message>
    <message>
        <source>Iris flowers: 150 flowers of three species, told apart by four lengths in centimetres. The oldest table in the field.</source>
        <translation>붓꽃: 세 종의 꽃 150송이를 센티미터로 잰 길이 네 개로 구별합니다. 이 분야에서 가장 오래된 표입니다.</translation>
    </message>
    <message>
        <source>Noisy polynomial</source>
        <translation>잡음 섞인 다항식</translation>
    </message>
    <message>
        <source>Noisy points about a random polynomial: few of them, and a large network fits the noise instead of the curve.</source>
        <translation>무작위 다항식 주위의 잡음 섞인 점입니다. 점이 적어서, 큰 신경망은 곡선 대신 잡음에 맞춥니다.</translation>
    </message>
    <message>
        <source>y = p(x) + noise e,  x ~ Uniform(-1, 1),  e ~ Normal(0, 1)          p: Chebyshev polynomials with random weights</source>
        <translation>y = p(x) + noise e,  x ~ Uniform(-1, 1),  e ~ Normal(0, 1)          p: Chebyshev polynomials with random weights</translation>
    </message>
    <message>
        <source>Degree</source>
        <translation>차수</translation>
    </message>
    <message>
        <source>Highest power of x.</source>
        <translation>x의 가장 높은 거듭제곱입니다.</translation>
    </message>
    <message>
        <source>Standard deviation of the values about the curve.</source>
        <translation>곡선에서 값이 흩어진 표준편차입니다.</translation>
    </message>
    <message>
        <source>Shapes</source>
        <translation>도형</translation>
    </message>
    <message>
        <source>Shapes: generated colour images of ten plane figures, such as stars, arrows and hearts, of any colour, place, size and angle, before backgrounds of gradients, waves and blotches. No pixel says much by itself, so convolution pays, and so does augmentation where samples are few.</source>
        <translation>도형: 별, 화살표, 하트 같은 열 가지 평면 도형을 생성한 컬러 이미지입니다. 색, 위치, 크기, 각도가 제각각이고 배경에는 색 변화, 물결, 얼룩이 있습니다. 픽셀 하나로는 알 수 있는 것이 거의 없어 합성곱이 효과가 있고, 샘플이 적으면 데이터 증강도 효과가 있습니다.</translation>
    </message>
    <message>
        <source>Background</source>
        <translation>배경</translation>
    </message>
    <message>
        <source>How much the background varies, from plain (0) to wild (1).</source>
        <translation>배경이 얼마나 변하는지 정합니다. 단색(0)에서 어지러움(1)까지입니다.</translation>
    </message>
    <message>
        <source>Turn</source>
        <translation>회전</translation>
    </message>
    <message>
        <source>The largest angle by which a figure is turned to either side.</source>
        <translation>도형을 양쪽으로 돌릴 수 있는 가장 큰 각도입니다.</translation>
    </message>
    <message>
        <source>Sine curve</source>
        <translation>사인 곡선</translation>
    </message>
    <message>
        <source>A noisy sine curve to fit: one number in, one number out.</source>
        <translation>맞출 잡음 섞인 사인 곡선입니다. 수 하나가 들어가 수 하나가 나옵니다.</translation>
    </message>
    <message>
        <source>y = sin(2 pi x) + noise e,  x ~ Uniform(-1, 1),  e ~ Normal(0, 1)</source>
        <translation>y = sin(2 pi x) + noise e,  x ~ Uniform(-1, 1),  e ~ Normal(0, 1)</translation>
    </message>
    <message>
        <source>Two spirals</source>
        <translation>두 나선</translation>
    </message>
    <message>
        <source>Two interleaved spirals: no straight line comes close, a small network with two hidden layers does.</source>
        <translation>서로 얽힌 두 나선입니다. 직선으로는 어림없고, 은닉층이 둘인 작은 신경망으로는 됩니다.</translation>
    </message>
    <message>
        <source>r = 2 t,  angle = 2 pi turns t + pi class          t ~ sqrt(Uniform(0.01, 1))</source>
        <translation>r = 2 t,  angle = 2 pi turns t + pi class          t ~ sqrt(Uniform(0.01, 1))</translation>
    </message>
    <message>
        <source>Standard deviation of the points about their arm.</source>
        <translation>팔에서 점이 흩어진 표준편차입니다.</translation>
    </message>
    <message>
        <source>Turns</source>
        <translation>감김 수</translation>
    </message>
    <message>
        <source>How often each arm winds.</source>
        <translation>팔이 몇 바퀴 감기는지 정합니다.</translation>
    </message>
    <message>
        <source>Wine</source>
        <translation>와인</translation>
    </message>
    <message>
        <source>Wine: 178 Italian wines of three cultivars, told apart by thirteen measurements on very different scales.</source>
        <translation>와인: 세 품종의 이탈리아 와인 178개를 크기가 매우 다른 측정값 열세 개로 구별합니다.</translation>
    </message>
    <message>
        <source>XOR</source>
        <translation>XOR</translation>
    </message>
    <message>
        <source>Exclusive or: the class says whether the two coordinates have different signs. The task a single layer failed.</source>
        <translation>배타적 논리합: 두 좌표의 부호가 다른지가 클래스입니다. 한 층으로는 풀지 못했던 문제입니다.</translation>
    </message>
    <message>
        <source>Clip gradient norm</source>
        <translation>기울기 노름 제한</translation>
    </message>
    <message>
        <source>Clipping by norm: shortens the whole gradient where it is longer than a limit; its direction stays.</source>
        <translation>노름 클리핑: 기울기 전체가 한계보다 길면 줄입니다. 방향은 그대로입니다.</translation>
    </message>
    <message>
        <source>g = g limit / |g| where |g| &gt; limit</source>
        <translation>g = g limit / |g| where |g| &gt; limit</translation>
    </message>
    <message>
        <source>Greatest length of the gradient.</source>
        <translation>기울기의 가장 큰 길이입니다.</translation>
    </message>
    <message>
        <source>Clip gradient values</source>
        <translation>기울기 값 제한</translation>
    </message>
    <message>
        <source>Clipping by value: cuts every number of the gradient off at a limit, which can change its direction.</source>
        <translation>값 클리핑: 기울기의 각 수를 한계에서 자릅니다. 방향이 바뀔 수 있습니다.</translation>
    </message>
    <message>
        <source>g = max(-limit, min(g, limit))</source>
        <translation>g = max(-limit, min(g, limit))</translation>
    </message>
    <message>
        <source>Greatest size of each number.</source>
        <translation>각 수의 가장 큰 크기입니다.</translation>
    </message>
    <message>
        <source>Early stopping</source>
        <translation>조기 종료</translation>
    </message>
    <message>
        <source>Early stopping: ends the run when the validation loss has not improved for some epochs, before the network learns the training samples by heart.</source>
        <translation>조기 종료: 몇 에포크 동안 검증 손실이 나아지지 않으면, 신경망이 훈련 샘플을 외우기 전에 실행을 끝냅니다.</translation>
    </message>
    <message>
        <source>stop after `patience` epochs without loss &lt; best - delta          best = lowest validation loss so far</source>
        <translation>stop after `patience` epochs without loss &lt; best - delta          best = lowest validation loss so far</translation>
    </message>
    <message>
        <source>By how much the loss must fall to count as better.</source>
        <translation>나아졌다고 보려면 손실이 줄어야 하는 양입니다.</translation>
    </message>
    <message>
        <source>Max-norm</source>
        <translation>최대 노름</translation>
    </message>
    <message>
        <source>Max-norm constraint: after each update shortens the incoming weights of every unit (each column of a dense layer, each filter of a convolution) that are longer than a limit.</source>
        <translation>최대 노름 제약: 갱신할 때마다 각 유닛으로 들어오는 가중치(완전 연결 층의 열, 합성곱의 필터)가 한계보다 길면 줄입니다.</translation>
    </message>
    <message>
        <source>w[:, u] = w[:, u] limit / |w[:, u]| where |w[:, u]| &gt; limit</source>
        <translation>w[:, u] = w[:, u] limit / |w[:, u]| where |w[:, u]| &gt; limit</translation>
    </message>
    <message>
        <source>Greatest length of a unit&apos;s weights.</source>
        <translation>한 유닛의 가중치가 가질 수 있는 가장 큰 길이입니다.</translation>
    </message>
    <message>
        <source>Random passes in evaluation</source>
        <translation>평가 때 무작위 통과</translation>
    </message>
    <message>
        <source>Random passes: evaluates each sample several times with dropout, noise and fractional pooling left random, and averages the answers (Monte-Carlo dropout, averaged fractional pooling).</source>
        <translation>무작위 통과: 드롭아웃, 잡음, 분수 풀링을 무작위로 둔 채 샘플마다 여러 번 평가해 답을 평균합니다(몬테카를로 드롭아웃, 평균 분수 풀링).</translation>
    </message>
    <message>
        <source>q = mean over passes of softmax(s)          for numbers to predict: the mean of the outputs</source>
        <translation>q = mean over passes of softmax(s)          for numbers to predict: the mean of the outputs</translation>
    </message>
    <message>
        <source>Passes</source>
        <translation>통과 횟수</translation>
    </message>
    <message>
        <source>Random passes to average.</source>
        <translation>평균할 무작위 통과의 수입니다.</translation>
    </message>
    <message>
        <source>Warm-up</source>
        <translation>워밍업</translation>
    </message>
    <message>
        <source>Warm-up: starts with a small learning rate that grows to the full one, so that the first steps, when gradients are large and averages unsettled, do no harm.</source>
        <translation>워밍업: 작은 학습률에서 시작해 온전한 학습률까지 키웁니다. 기울기가 크고 평균이 자리 잡지 않은 첫 스텝들이 해를 끼치지 않게 합니다.</translation>
    </message>
    <message>
        <source>factor = min(1, t / epochs)          epochs: length, t: time in epochs, at the end of the step</source>
        <translation>factor = min(1, t / epochs)          epochs: length, t: time in epochs, at the end of the step</translation>
    </message>
    <message>
        <source>Length</source>
        <translation>길이</translation>
    </message>
    <message>
        <source>Epochs until the full rate.</source>
        <translation>온전한 학습률에 이르기까지의 에포크 수입니다.</translation>
    </message>
    <message>
        <source>Weight averaging</source>
        <translation>가중치 평균</translation>
    </message>
    <message>
        <source>Weight averaging: evaluates with an exponential moving average of the parameters instead of their last values, which smooths the noise of single steps. Training itself is unchanged.</source>
        <translation>가중치 평균: 파라미터의 마지막 값 대신 지수 이동 평균으로 평가하여, 스텝마다의 잡음을 고르게 합니다. 학습 자체는 바뀌지 않습니다.</translation>
    </message>
    <message>
        <source>a = d a + (1 - d) x,  d = min(decay, (1 + t) / (10 + t))          t: step; the average follows closely at first</source>
        <translation>a = d a + (1 - d) x,  d = min(decay, (1 + t) / (10 + t))          t: step; the average follows closely at first</translation>
    </message>
    <message>
        <source>Share of the average kept from step to step.</source>
        <translation>스텝마다 유지되는 평균의 비율입니다.</translation>
    </message>
    <message>
        <source>Accuracy</source>
        <translation>정확도</translation>
    </message>
    <message>
        <source>Accuracy: the share of samples whose right class has the highest score.</source>
        <translation>정확도: 정답 클래스의 점수가 가장 높은 샘플의 비율입니다.</translation>
    </message>
    <message>
        <source>accuracy = mean over samples of [argmax s = y]</source>
        <translation>accuracy = mean over samples of [argmax s = y]</translation>
    </message>
    <message>
        <source>Confusion matrix</source>
        <translation>혼동 행렬</translation>
    </message>
    <message>
        <source>Confusion matrix: how often each class (rows) was taken for each class (columns).</source>
        <translation>혼동 행렬: 각 클래스(행)를 각 클래스(열)로 답한 횟수입니다.</translation>
    </message>
    <message>
        <source>counts[a][b] = number of samples with y = a and argmax s = b</source>
        <translation>counts[a][b] = number of samples with y = a and argmax s = b</translation>
    </message>
    <message>
        <source>Mean absolute error: the mean distance between outputs and targets, in the targets&apos; own unit.</source>
        <translation>평균 절대 오차: 출력과 목표값 사이의 평균 거리로, 목표값과 단위가 같습니다.</translation>
    </message>
    <message>
        <source>MAE = mean over all elements of |s - t|</source>
        <translation>MAE = mean over all elements of |s - t|</translation>
    </message>
    <message>
        <source>Precision, recall, F1</source>
        <translation>정밀도, 재현율, F1</translation>
    </message>
    <message>
        <source>Precision, recall and F1 of each class: how many of the samples it was given belong to it, how many of its own it was given, and their harmonic mean; and the plain means over classes. A figure without a sample is 0.</source>
        <translation>클래스마다의 정밀도, 재현율, F1: 그 클래스로 답한 샘플 가운데 정답인 비율, 그 클래스의 샘플 가운데 맞힌 비율, 둘의 조화 평균과 클래스에 걸친 단순 평균입니다. 해당 샘플이 없으면 0입니다.</translation>
    </message>
    <message>
        <source>precision = hits / given,  recall = hits / own,  F1 = 2 hits / (given + own)</source>
        <translation>precision = hits / given,  recall = hits / own,  F1 = 2 hits / (given + own)</translation>
    </message>
    <message>
        <source>R squared</source>
        <translation>결정 계수(R²)</translation>
    </message>
    <message>
        <source>R squared: the share of the targets&apos; variance that the outputs explain; 1 is perfect, 0 no better than their mean.</source>
        <translation>결정 계수: 목표값의 분산 가운데 출력이 설명하는 비율입니다. 1이면 완벽하고, 0이면 평균으로 답하는 것과 같습니다.</translation>
    </message>
    <message>
        <source>R^2 = 1 - sum (s - t)^2 / sum (t - mean(t))^2          0 where the targets do not vary</source>
        <translation>R^2 = 1 - sum (s - t)^2 / sum (t - mean(t))^2          0 where the targets do not vary</translation>
    </message>
    <message>
        <source>Top-k accuracy</source>
        <translation>상위 k 정확도</translation>
    </message>
    <message>
        <source>Top-k accuracy: the share of samples whose right class is among the k highest scores.</source>
        <translation>상위 k 정확도: 정답 클래스가 점수 상위 k개 안에 드는 샘플의 비율입니다.</translation>
    </message>
    <message>
        <source>top_k = mean over samples of [fewer than k scores exceed s[y]]</source>
        <translation>top_k = mean over samples of [fewer than k scores exceed s[y]]</translation>
    </message>
    <message>
        <source>k</source>
        <translation>k</translation>
    </message>
    <message>
        <source>How many of the highest scores count.</source>
        <translation>점수가 높은 순서로 몇 개까지 볼지 정합니다.</translation>
    </message>
    <message>
        <source>Autoencoder</source>
        <translation>오토인코더</translation>
    </message>
    <message>
        <source>Autoencoder: squeezes each sample into a few numbers, its code, and gives it back from them, so that the code has to keep what matters. Add &quot;Inputs as targets&quot; to the preprocessing, and choose mean squared error.</source>
        <translation>오토인코더: 각 샘플을 몇 개의 수(코드)로 압축했다가 되돌립니다. 그래서 코드는 중요한 것을 간직해야 합니다. 전처리에 &quot;입력을 목표값으로&quot;를 넣고 평균 제곱 오차를 고르세요.</translation>
    </message>
    <message>
        <source>code = max(0, x W1 + b1) W2 + b2,  x&apos; = max(0, code W3 + b3) W4 + b4          as many numbers as the input</source>
        <translation>code = max(0, x W1 + b1) W2 + b2,  x&apos; = max(0, code W3 + b3) W4 + b4          as many numbers as the input</translation>
    </message>
    <message>
        <source>Units of the hidden layer on each side of the code.</source>
        <translation>코드 양쪽 은닉층의 유닛 수입니다.</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>코드</translation>
    </message>
    <message>
        <source>Numbers that a sample is squeezed into; fewer where the input is small.</source>
        <translation>샘플을 압축하는 수의 개수입니다. 입력이 작으면 더 적습니다.</translation>
    </message>
    <message>
        <source>LeNet</source>
        <translation>LeNet</translation>
    </message>
    <message>
        <source>LeNet-5: two convolutions with pooling find strokes and their arrangement, three dense layers tell the digits apart. With ReLU and max pooling, as it is built today.</source>
        <translation>LeNet-5: 풀링이 있는 두 합성곱이 획과 그 배치를 찾고, 세 완전 연결 층이 숫자를 구별합니다. 요즘처럼 ReLU와 최대 풀링을 씁니다.</translation>
    </message>
    <message>
        <source>scores = [conv 6 5, ReLU, pool 2, conv 16 5, ReLU, pool 2, dense 120, ReLU, dense 84, ReLU, dense] (x)</source>
        <translation>scores = [conv 6 5, ReLU, pool 2, conv 16 5, ReLU, pool 2, dense 120, ReLU, dense 84, ReLU, dense] (x)</translation>
    </message>
    <message>
        <source>Linear classifier</source>
        <translation>선형 분류기</translation>
    </message>
    <message>
        <source>Linear classifier: one dense layer, so that each class has a weight for every input. The baseline that every other network has to beat.</source>
        <translation>선형 분류기: 완전 연결 층 하나로, 클래스마다 모든 입력에 가중치를 둡니다. 다른 모든 신경망이 넘어야 할 기준선입니다.</translation>
    </message>
    <message>
        <source>scores = x W + b</source>
        <translation>scores = x W + b</translation>
    </message>
    <message>
        <source>MLP</source>
        <translation>MLP</translation>
    </message>
    <message>
        <source>Multilayer perceptron: dense hidden layers with ReLU between them, which can bend the borders between classes. Images are laid out as rows.</source>
        <translation>다층 퍼셉트론: ReLU를 사이에 둔 완전 연결 은닉층으로, 클래스 사이의 경계를 휠 수 있습니다. 이미지는 행으로 펼칩니다.</translation>
    </message>
    <message>
        <source>h = max(0, x W1 + b1),  scores = h W2 + b2          for one hidden layer</source>
        <translation>h = max(0, x W1 + b1),  scores = h W2 + b2          for one hidden layer</translation>
    </message>
    <message>
        <source>Units of each hidden layer.</source>
        <translation>각 은닉층의 유닛 수입니다.</translation>
    </message>
    <message>
        <source>Hidden layers</source>
        <translation>은닉층</translation>
    </message>
    <message>
        <source>How many hidden layers there are.</source>
        <translation>은닉층의 수입니다.</translation>
    </message>
    <message>
        <source>MLP without activations</source>
        <translation>활성화 함수 없는 MLP</translation>
    </message>
    <message>
        <source>MLP without activations: hidden layers in vain. However many there are, the whole is a single linear map, and does no better than a linear classifier. Compare it with the MLP on data that no straight line parts.</source>
        <translation>활성화 함수 없는 MLP: 쓸모없는 은닉층입니다. 아무리 많아도 전체는 하나의 선형 변환이어서 선형 분류기보다 나을 것이 없습니다. 직선으로 나눌 수 없는 데이터에서 MLP와 견주어 보세요.</translation>
    </message>
    <message>
        <source>scores = ((x W1 + b1) W2 + b2) W3 + b3 = x W + b          W = W1 W2 W3</source>
        <translation>scores = ((x W1 + b1) W2 + b2) W3 + b3 = x W + b          W = W1 W2 W3</translation>
    </message>
    <message>
        <source>Regression</source>
        <translation>회귀</translation>
    </message>
    <message>
        <source>Regression: dense hidden layers with tanh between them, whose smooth bends add up to a curve. Ends with the numbers to predict, as they are.</source>
        <translation>회귀: tanh를 사이에 둔 완전 연결 은닉층으로, 매끄러운 굽이들이 모여 곡선을 이룹니다. 예측할 수를 그대로 내놓으며 끝납니다.</translation>
    </message>
    <message>
        <source>h = tanh(x W1 + b1),  y = h W2 + b2          for one hidden layer</source>
        <translation>h = tanh(x W1 + b1),  y = h W2 + b2          for one hidden layer</translation>
    </message>
    <message>
        <source>ResNet-like</source>
        <translation>ResNet형</translation>
    </message>
    <message>
        <source>ResNet-like: residual blocks, whose input is added to their output, so that gradients reach the first layers however deep the network is. Every stage has twice the filters of the one before, at half the size of image.</source>
        <translation>ResNet형: 입력을 출력에 더하는 잔차 블록으로 이루어져, 신경망이 아무리 깊어도 기울기가 첫 층까지 닿습니다. 단계마다 앞 단계보다 필터는 두 배, 이미지는 절반입니다.</translation>
    </message>
    <message>
        <source>block(x) = ReLU(F(x) + shortcut(x)),  F = [conv 3, batch norm, ReLU, conv 3, batch norm]</source>
        <translation>block(x) = ReLU(F(x) + shortcut(x)),  F = [conv 3, batch norm, ReLU, conv 3, batch norm]</translation>
    </message>
    <message>
        <source>Filters of the first stage; each further stage has twice as many.</source>
        <translation>첫 단계의 필터 수입니다. 단계마다 두 배가 됩니다.</translation>
    </message>
    <message>
        <source>Stages</source>
        <translation>단계</translation>
    </message>
    <message>
        <source>How many sizes of image there are.</source>
        <translation>이미지 크기가 몇 가지인지 정합니다.</translation>
    </message>
    <message>
        <source>Blocks</source>
        <translation>블록</translation>
    </message>
    <message>
        <source>Residual blocks of each stage.</source>
        <translation>각 단계의 잔차 블록 수입니다.</translation>
    </message>
    <message>
        <source>VGG-like</source>
        <translation>VGG형</translation>
    </message>
    <message>
        <source>VGG-like: blocks of two small convolutions and a pooling, each with twice the filters of the one before, then two dense layers. Small images are pooled less often.</source>
        <translation>VGG형: 작은 합성곱 둘과 풀링 하나로 된 블록을 쌓고 완전 연결 층 둘을 잇습니다. 필터는 블록마다 두 배가 됩니다. 작은 이미지는 풀링을 덜 합니다.</translation>
    </message>
    <message>
        <source>block = [conv 3, ReLU, conv 3, ReLU, pool 2],  scores = [block, block, ..., dense, ReLU, dense] (x)</source>
        <translation>block = [conv 3, ReLU, conv 3, ReLU, pool 2],  scores = [block, block, ..., dense, ReLU, dense] (x)</translation>
    </message>
    <message>
        <source>Filters of the first block; each further block has twice as many.</source>
        <translation>첫 블록의 필터 수입니다. 블록마다 두 배가 됩니다.</translation>
    </message>
    <message>
        <source>How many blocks there are.</source>
        <translation>블록의 수입니다.</translation>
    </message>
    <message>
        <source>Units of the hidden dense layer.</source>
        <translation>완전 연결 은닉층의 유닛 수입니다.</translation>
    </message>
    <message>
        <source>What the layer is called; empty for its kind and number.</source>
        <translation>층의 이름입니다. 비우면 종류와 번호로 부릅니다.</translation>
    </message>
    <message>
        <source>Layer</source>
        <translation>층</translation>
    </message>
    <message>
        <source>What the node computes.</source>
        <translation>노드가 계산하는 것입니다.</translation>
    </message>
    <message>
        <source>Trainable</source>
        <translation>학습</translation>
    </message>
    <message>
        <source>Whether training changes the layer&apos;s parameters.</source>
        <translation>학습이 이 층의 파라미터를 바꿀지 정합니다.</translation>
    </message>
    <message>
        <source>Rate multiplier</source>
        <translation>학습률 배수</translation>
    </message>
    <message>
        <source>Multiplies the learning rate for this layer.</source>
        <translation>이 층의 학습률에 곱하는 값입니다.</translation>
    </message>
    <message>
        <source>Penalised</source>
        <translation>규제 적용</translation>
    </message>
    <message>
        <source>Whether the regularizers act on the layer&apos;s weights.</source>
        <translation>규제가 이 층의 가중치에 작용할지 정합니다.</translation>
    </message>
    <message>
        <source>Neighbours</source>
        <translation>이웃 수</translation>
    </message>
    <message>
        <source>How many of the nearest training samples vote.</source>
        <translation>가장 가까운 훈련 샘플 몇 개가 투표할지 정합니다.</translation>
    </message>
    <message>
        <source>Distance</source>
        <translation>거리</translation>
    </message>
    <message>
        <source>How far apart two samples are.</source>
        <translation>두 샘플이 얼마나 먼지 재는 방법입니다.</translation>
    </message>
    <message>
        <source>L1, sum of differences</source>
        <translation>L1, 차이의 합</translation>
    </message>
    <message>
        <source>L2, straight line</source>
        <translation>L2, 직선 거리</translation>
    </message>
    <message>
        <source>Digits, residual network</source>
        <translation>숫자, 잔차 신경망</translation>
    </message>
    <message>
        <source>LeNet on glyphs</source>
        <translation>글리프에 LeNet</translation>
    </message>
    <message>
        <source>Nearest neighbours</source>
        <translation>최근접 이웃</translation>
    </message>
    <message>
        <source>Polynomial, overfitted</source>
        <translation>과적합된 다항식</translation>
    </message>
    <message>
        <source>Shapes, convolutional</source>
        <translation>도형, 합성곱</translation>
    </message>
    <message>
        <source>Spirals</source>
        <translation>나선</translation>
    </message>
    <message>
        <source>0</source>
        <translation>0</translation>
    </message>
    <message>
        <source>1</source>
        <translation>1</translation>
    </message>
    <message>
        <source>2</source>
        <translation>2</translation>
    </message>
    <message>
        <source>malignant</source>
        <translation>악성</translation>
    </message>
    <message>
        <source>benign</source>
        <translation>양성</translation>
    </message>
    <message>
        <source>3</source>
        <translation>3</translation>
    </message>
    <message>
        <source>4</source>
        <translation>4</translation>
    </message>
    <message>
        <source>5</source>
        <translation>5</translation>
    </message>
    <message>
        <source>6</source>
        <translation>6</translation>
    </message>
    <message>
        <source>7</source>
        <translation>7</translation>
    </message>
    <message>
        <source>8</source>
        <translation>8</translation>
    </message>
    <message>
        <source>9</source>
        <translation>9</translation>
    </message>
    <message>
        <source>zero</source>
        <translation>영</translation>
    </message>
    <message>
        <source>one</source>
        <translation>일</translation>
    </message>
    <message>
        <source>two</source>
        <translation>이</translation>
    </message>
    <message>
        <source>three</source>
        <translation>삼</translation>
    </message>
    <message>
        <source>four</source>
        <translation>사</translation>
    </message>
    <message>
        <source>five</source>
        <translation>오</translation>
    </message>
    <message>
        <source>six</source>
        <translation>육</translation>
    </message>
    <message>
        <source>seven</source>
        <translation>칠</translation>
    </message>
    <message>
        <source>eight</source>
        <translation>팔</translation>
    </message>
    <message>
        <source>nine</source>
        <translation>구</translation>
    </message>
    <message>
        <source>setosa</source>
        <translation>setosa</translation>
    </message>
    <message>
        <source>versicolor</source>
        <translation>versicolor</translation>
    </message>
    <message>
        <source>virginica</source>
        <translation>virginica</translation>
    </message>
    <message>
        <source>disc</source>
        <translation>원판</translation>
    </message>
    <message>
        <source>ring</source>
        <translation>고리</translation>
    </message>
    <message>
        <source>square</source>
        <translation>정사각형</translation>
    </message>
    <message>
        <source>frame</source>
        <translation>틀</translation>
    </message>
    <message>
        <source>triangle</source>
        <translation>삼각형</translation>
    </message>
    <message>
        <source>star</source>
        <translation>별</translation>
    </message>
    <message>
        <source>cross</source>
        <translation>십자</translation>
    </message>
    <message>
        <source>crescent</source>
        <translation>초승달</translation>
    </message>
    <message>
        <source>arrow</source>
        <translation>화살표</translation>
    </message>
    <message>
        <source>heart</source>
        <translation>하트</translation>
    </message>
    <message>
        <source>cultivar 1</source>
        <translation>품종 1</translation>
    </message>
    <message>
        <source>cultivar 2</source>
        <translation>품종 2</translation>
    </message>
    <message>
        <source>cultivar 3</source>
        <translation>품종 3</translation>
    </message>
</context>
<context>
    <name>ChoiceEditor</name>
    <message>
        <source>mixed</source>
        <translation>여러 값</translation>
    </message>
</context>
<context>
    <name>ChoiceOrCountEditor</name>
    <message>
        <source>Number</source>
        <translation>수</translation>
    </message>
    <message>
        <source>{field}, number</source>
        <translation>{field}, 수</translation>
    </message>
</context>
<context>
    <name>ClassTable</name>
    <message>
        <source>Precision, recall and F1 of each class</source>
        <translation>클래스마다의 정밀도, 재현율, F1</translation>
    </message>
    <message>
        <source>Mean</source>
        <translation>평균</translation>
    </message>
    <message>
        <source>{name}: precision {precision} %, recall {recall} %, F1 {f1} %</source>
        <translation>{name}: 정밀도 {precision} %, 재현율 {recall} %, F1 {f1} %</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>클래스</translation>
    </message>
    <message>
        <source>Precision</source>
        <translation>정밀도</translation>
    </message>
    <message>
        <source>Recall</source>
        <translation>재현율</translation>
    </message>
    <message>
        <source>F1</source>
        <translation>F1</translation>
    </message>
    <message>
        <source>Samples</source>
        <translation>샘플</translation>
    </message>
</context>
<context>
    <name>Clipboard</name>
    <message>
        <source>Cut {layer}</source>
        <translation>{layer} 잘라내기</translation>
    </message>
    <message>
        <source>Cut {count} layers</source>
        <translation>층 {count}개 잘라내기</translation>
    </message>
    <message>
        <source>Paste {count} layers</source>
        <translation>층 {count}개 붙여넣기</translation>
    </message>
    <message>
        <source>Paste {layer}</source>
        <translation>{layer} 붙여넣기</translation>
    </message>
    <message>
        <source>Duplicate {layer}</source>
        <translation>{layer} 복제</translation>
    </message>
    <message>
        <source>Duplicate {count} layers</source>
        <translation>층 {count}개 복제</translation>
    </message>
    <message>
        <source>No layer is selected.</source>
        <translation>선택한 층이 없습니다.</translation>
    </message>
</context>
<context>
    <name>ColumnTitles</name>
    <message>
        <source>step {step}</source>
        <translation>스텝 {step}</translation>
    </message>
</context>
<context>
    <name>CommandPalette</name>
    <message>
        <source>Commands</source>
        <translation>명령</translation>
    </message>
    <message>
        <source>Command to look for</source>
        <translation>찾을 명령</translation>
    </message>
    <message>
        <source>Type a few words, such as: new digits, dark, confusion</source>
        <translation>몇 단어를 입력하세요. 예: 숫자, 어둡게, 혼동</translation>
    </message>
    <message>
        <source>Commands found</source>
        <translation>찾은 명령</translation>
    </message>
    <message>
        <source>Nothing is called so.</source>
        <translation>그런 이름이 없습니다.</translation>
    </message>
</context>
<context>
    <name>Commands</name>
    <message>
        <source>Show this live view below the network</source>
        <translation>이 실시간 보기를 신경망 아래에 보입니다</translation>
    </message>
    <message>
        <source>Show {view}</source>
        <translation>{view} 보기</translation>
    </message>
    <message>
        <source>Live views</source>
        <translation>실시간 보기</translation>
    </message>
    <message>
        <source>Templates</source>
        <translation>템플릿</translation>
    </message>
    <message>
        <source>Insert {template}</source>
        <translation>{template} 넣기</translation>
    </message>
    <message>
        <source>Layers</source>
        <translation>층</translation>
    </message>
    <message>
        <source>Select {layer}</source>
        <translation>{layer} 선택</translation>
    </message>
</context>
<context>
    <name>ConfusionView</name>
    <message>
        <source>Reading</source>
        <translation>표시</translation>
    </message>
    <message>
        <source>How the matrix is read</source>
        <translation>행렬에 무엇을 표시할지 정합니다</translation>
    </message>
    <message>
        <source>Counts</source>
        <translation>개수</translation>
    </message>
    <message>
        <source>% of true class</source>
        <translation>실제 클래스에 대한 %</translation>
    </message>
    <message>
        <source>% of predicted class</source>
        <translation>예측 클래스에 대한 %</translation>
    </message>
    <message>
        <source>True class</source>
        <translation>실제 클래스</translation>
    </message>
    <message>
        <source>Esc lets the cell go, once more leaves the large view</source>
        <translation>Esc를 누르면 칸 선택을 풀고, 한 번 더 누르면 큰 보기에서 나갑니다</translation>
    </message>
    <message>
        <source>Precision, recall, F1</source>
        <translation>정밀도, 재현율, F1</translation>
    </message>
    <message>
        <source>These data have no classes that could be confused. Predictions shows the residual of every sample.</source>
        <translation>이 데이터에는 혼동할 클래스가 없습니다. &apos;예측&apos;에서 샘플마다의 잔차를 볼 수 있습니다.</translation>
    </message>
</context>
<context>
    <name>CountEditor</name>
    <message>
        <source>mixed</source>
        <translation>여러 값</translation>
    </message>
</context>
<context>
    <name>CurveCanvas</name>
    <message>
        <source>Point to read, click to keep</source>
        <translation>가리켜 읽고 클릭해 붙박습니다</translation>
    </message>
    <message>
        <source>{values} at {x:.6g}</source>
        <translation>{x:.6g}에서 {values}</translation>
    </message>
    <message>
        <source>network</source>
        <translation>신경망</translation>
    </message>
    <message>
        <source>training samples</source>
        <translation>훈련 샘플</translation>
    </message>
    <message>
        <source>validation samples</source>
        <translation>검증 샘플</translation>
    </message>
    <message>
        <source>output</source>
        <translation>출력</translation>
    </message>
    <message>
        <source>input</source>
        <translation>입력</translation>
    </message>
</context>
<context>
    <name>CurveMenu</name>
    <message>
        <source>&amp;Logarithmic values</source>
        <translation>로그 값 축(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Axis below</source>
        <translation>가로축(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Epochs</source>
        <translation>에포크(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;Steps</source>
        <translation>스텝(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Time of training</source>
        <translation>학습 시간(&amp;T)</translation>
    </message>
    <message>
        <source>St&amp;ripes for epochs</source>
        <translation>에포크 줄무늬(&amp;R)</translation>
    </message>
    <message>
        <source>Show the &amp;whole run</source>
        <translation>실행 전체 보기(&amp;W)</translation>
    </message>
    <message>
        <source>&amp;Copy the values here</source>
        <translation>여기의 값 복사(&amp;C)</translation>
    </message>
    <message>
        <source>All values at this step, to their last digit</source>
        <translation>이 스텝의 모든 값을 마지막 자리까지</translation>
    </message>
    <message>
        <source>Change the &amp;note at step {step}</source>
        <translation>스텝 {step}의 메모 고치기(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Note at step {step}</source>
        <translation>스텝 {step}에 메모(&amp;N)</translation>
    </message>
    <message>
        <source>Values copied</source>
        <translation>값을 복사했습니다</translation>
    </message>
    <message>
        <source>Remove the n&amp;ote</source>
        <translation>메모 지우기(&amp;O)</translation>
    </message>
</context>
<context>
    <name>Curves</name>
    <message>
        <source>run</source>
        <translation>실행</translation>
    </message>
    <message>
        <source>series</source>
        <translation>계열</translation>
    </message>
    <message>
        <source>step</source>
        <translation>스텝</translation>
    </message>
    <message>
        <source>epoch</source>
        <translation>에포크</translation>
    </message>
    <message>
        <source>value</source>
        <translation>값</translation>
    </message>
</context>
<context>
    <name>CurvesView</name>
    <message>
        <source>Show the whole run</source>
        <translation>실행 전체 보기</translation>
    </message>
    <message>
        <source>double click, Home</source>
        <translation>두 번 클릭, Home</translation>
    </message>
    <message>
        <source>log</source>
        <translation>로그</translation>
    </message>
    <message>
        <source>Logarithmic value axis: equal ratios are equally far apart (L)</source>
        <translation>로그 값 축: 같은 비율이 같은 간격이 됩니다 (L)</translation>
    </message>
    <message>
        <source>Logarithmic value axis</source>
        <translation>로그 값 축</translation>
    </message>
    <message>
        <source>Smoothing, axes, notes and runs</source>
        <translation>평활화, 축, 메모, 실행</translation>
    </message>
    <message>
        <source>Epoch</source>
        <translation>에포크</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>스텝</translation>
    </message>
    <message>
        <source>Time (s)</source>
        <translation>시간(초)</translation>
    </message>
</context>
<context>
    <name>DeviceUse</name>
    <message>
        <source>Processors and memory in use</source>
        <translation>사용 중인 프로세서와 메모리</translation>
    </message>
    <message>
        <source>This program kept {busy} of {count} processors busy in the last second, and holds {memory}.</source>
        <translation>이 프로그램은 지난 1초 동안 프로세서 {count}개 중 {busy}개를 썼고 메모리 {memory}을(를) 쓰고 있습니다.</translation>
    </message>
    <message>
        <source>CPU {busy} of {count}</source>
        <translation>CPU {busy}/{count}</translation>
    </message>
</context>
<context>
    <name>DockTitle</name>
    <message>
        <source>Hide this panel; the View menu shows it again</source>
        <translation>이 패널을 숨깁니다. &apos;보기&apos; 메뉴에서 다시 켤 수 있습니다</translation>
    </message>
    <message>
        <source>Hide {panel}</source>
        <translation>{panel} 숨기기</translation>
    </message>
</context>
<context>
    <name>Docks</name>
    <message>
        <source>Layers</source>
        <translation>층</translation>
    </message>
    <message>
        <source>Properties</source>
        <translation>속성</translation>
    </message>
    <message>
        <source>Experiment</source>
        <translation>실험</translation>
    </message>
    <message>
        <source>Plots</source>
        <translation>그래프</translation>
    </message>
    <message>
        <source>Analysis</source>
        <translation>분석</translation>
    </message>
    <message>
        <source>History</source>
        <translation>편집 기록</translation>
    </message>
</context>
<context>
    <name>DrawingView</name>
    <message>
        <source>The picture that the network is given</source>
        <translation>신경망이 받는 그림</translation>
    </message>
    <message>
        <source>Your drawing as a sample of this data set: moved, scaled and drawn as its samples are</source>
        <translation>그린 것을 이 데이터셋의 샘플처럼 옮기고 크기를 맞추어 다시 그린 모습입니다</translation>
    </message>
    <message>
        <source>Take the last stroke back (Backspace)</source>
        <translation>마지막 획 되돌리기 (Backspace)</translation>
    </message>
    <message>
        <source>Clear the pad (Delete)</source>
        <translation>판 지우기 (Delete)</translation>
    </message>
    <message>
        <source>The samples of this data set cannot be drawn. Digits and Glyphs can: choose one of them under Data.</source>
        <translation>이 데이터셋의 샘플은 그릴 수 없습니다. 숫자와 글리프는 그릴 수 있으니 &apos;데이터&apos;에서 하나를 고르세요.</translation>
    </message>
    <message>
        <source>This network gives its input back and names no class. Take Inputs as targets away.</source>
        <translation>이 신경망은 입력을 되돌릴 뿐 클래스를 답하지 않습니다. &apos;입력을 목표값으로&apos;를 빼세요.</translation>
    </message>
    <message>
        <source>Answer: {name}, {value}</source>
        <translation>답: {name}, {value}</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>클래스</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>답</translation>
    </message>
    <message>
        <source>Draw one of: {names}</source>
        <translation>다음 중 하나를 그리세요: {names}</translation>
    </message>
</context>
<context>
    <name>Engine</name>
    <message>
        <source>{name} needs images, but samples are rows of {n} numbers.</source>
        <translation>{name}에는 이미지가 필요하지만, 샘플이 수 {n}개로 된 행입니다.</translation>
    </message>
    <message>
        <source>Remove it, or choose image data.</source>
        <translation>빼거나 이미지 데이터를 고르세요.</translation>
    </message>
    <message>
        <source>Set saturation and hue to 0, or choose colour images.</source>
        <translation>채도와 색상을 0으로 하거나 컬러 이미지를 고르세요.</translation>
    </message>
    <message>
        <source>Saturation and hue belong to red, green and blue, but an image has {n} channels.</source>
        <translation>채도와 색상은 빨강, 초록, 파랑에 속하지만 이미지의 채널이 {n}개입니다.</translation>
    </message>
    <message>
        <source>Saturation and hue belong to colour images, but these are grey.</source>
        <translation>채도와 색상은 컬러 이미지에만 있지만 이 이미지는 회색입니다.</translation>
    </message>
    <message>
        <source>Mixup makes targets that are partly one class and partly another, which the loss does not take.</source>
        <translation>믹스업은 일부는 이 클래스, 일부는 저 클래스인 목표값을 만들지만 이 손실은 그런 값을 받지 못합니다.</translation>
    </message>
    <message>
        <source>Choose softmax cross-entropy, or remove Mixup.</source>
        <translation>소프트맥스 교차 엔트로피를 고르거나 믹스업을 빼세요.</translation>
    </message>
    <message>
        <source>A padding of {padding} pixels can push images of {height}x{width} out of sight.</source>
        <translation>여백이 {padding}픽셀이면 {height}x{width} 이미지가 시야 밖으로 밀려날 수 있습니다.</translation>
    </message>
    <message>
        <source>Use a padding below {most}.</source>
        <translation>{most}보다 작은 여백을 쓰세요.</translation>
    </message>
    <message>
        <source>This text cannot be pasted: {reason}</source>
        <translation>이 텍스트는 붙여넣을 수 없습니다: {reason}</translation>
    </message>
    <message>
        <source>There is no text to paste. Copy layers first.</source>
        <translation>붙여넣을 텍스트가 없습니다. 먼저 층을 복사하세요.</translation>
    </message>
    <message>
        <source>“{text}” is no layer. Only layers that Descent has copied can be pasted here.</source>
        <translation>“{text}”은(는) 층이 아닙니다. Descent에서 복사한 층만 붙여넣을 수 있습니다.</translation>
    </message>
    <message>
        <source>it is JSON, but not of Descent&apos;s.</source>
        <translation>JSON이지만 Descent의 것이 아닙니다.</translation>
    </message>
    <message>
        <source>it was copied in another version of Descent; bring both to the same version.</source>
        <translation>다른 버전의 Descent에서 복사했습니다. 두 프로그램의 버전을 맞추세요.</translation>
    </message>
    <message>
        <source>it holds no layers.</source>
        <translation>층이 들어 있지 않습니다.</translation>
    </message>
    <message>
        <source>it holds {count:,} layers; at most {most:,} are possible.</source>
        <translation>층이 {count:,}개 들어 있습니다. 최대 {most:,}개까지 됩니다.</translation>
    </message>
    <message>
        <source>its wires close a cycle at &quot;{id}&quot;.</source>
        <translation>&quot;{id}&quot;에서 연결선이 순환합니다.</translation>
    </message>
    <message>
        <source>{field}: {fault}</source>
        <translation>{field}: {fault}</translation>
    </message>
    <message>
        <source>the id &quot;{id}&quot; stands there twice.</source>
        <translation>id &quot;{id}&quot;이(가) 두 번 나옵니다.</translation>
    </message>
    <message>
        <source>&quot;{id}&quot; is fed by &quot;{source}&quot;, which is not there.</source>
        <translation>&quot;{id}&quot;은(는) &quot;{source}&quot;에서 입력을 받는데, 그런 층이 없습니다.</translation>
    </message>
    <message>
        <source>{option}: {fault}</source>
        <translation>{option}: {fault}</translation>
    </message>
    <message>
        <source>{file}: the data cannot be read; restore the file from the program&apos;s source.</source>
        <translation>{file}: 데이터를 읽을 수 없습니다. 프로그램 원본에서 파일을 복원하세요.</translation>
    </message>
    <message>
        <source>A training step would need about {need:,.1f} GiB; at most {most:.0f} GiB are allowed.</source>
        <translation>학습 스텝 하나에 약 {need:,.1f} GiB가 필요합니다. 최대 {most:.0f} GiB까지 됩니다.</translation>
    </message>
    <message>
        <source>The input takes no wire: the data feed it.</source>
        <translation>입력은 연결선을 받지 않습니다. 데이터가 들어오는 곳입니다.</translation>
    </message>
    <message>
        <source>A wire needs a layer at both ends.</source>
        <translation>연결선은 양 끝에 층이 있어야 합니다.</translation>
    </message>
    <message>
        <source>This wire would close a cycle: the layer would wait for its own result.</source>
        <translation>이 연결선은 순환을 만듭니다. 층이 자기 결과를 기다리게 됩니다.</translation>
    </message>
    <message>
        <source>These two are connected already.</source>
        <translation>이 둘은 이미 연결되어 있습니다.</translation>
    </message>
    <message>
        <source>It takes {most} inputs, and has them.</source>
        <translation>입력을 {most}개 받으며 이미 다 찼습니다.</translation>
    </message>
    <message>
        <source>It takes one input, and has one. Take that wire away first, or join both with Add.</source>
        <translation>입력을 하나만 받으며 이미 있습니다. 그 연결선을 먼저 떼거나 둘을 더하기로 합치세요.</translation>
    </message>
    <message>
        <source>It flows through this wire already.</source>
        <translation>이미 이 연결선을 통해 흐르고 있습니다.</translation>
    </message>
    <message>
        <source>{fault} {remedy}</source>
        <translation>{fault} {remedy}</translation>
    </message>
    <message>
        <source>it was saved by a newer Descent (file version {version}, this one reads up to {known}); update Descent.</source>
        <translation>더 새로운 Descent에서 저장했습니다(파일 버전 {version}, 이 프로그램은 {known}까지). Descent를 업데이트하세요.</translation>
    </message>
    <message>
        <source>{file}: {field}: {fault} ({more} more to mend)</source>
        <translation>{file}: {field}: {fault} (고칠 곳이 {more}곳 더 있음)</translation>
    </message>
    <message>
        <source>it is too large to be an experiment; choose another file.</source>
        <translation>실험 파일로는 너무 큽니다. 다른 파일을 고르세요.</translation>
    </message>
    <message>
        <source>it is not a Descent experiment; choose a file that Descent has saved.</source>
        <translation>Descent 실험이 아닙니다. Descent에서 저장한 파일을 고르세요.</translation>
    </message>
    <message>
        <source>a whole number from 1 is needed here.</source>
        <translation>1 이상의 정수가 필요합니다.</translation>
    </message>
    <message>
        <source>an object is needed here.</source>
        <translation>객체가 필요합니다.</translation>
    </message>
    <message>
        <source>this field is missing; add the experiment.</source>
        <translation>이 항목이 없습니다. 실험을 넣으세요.</translation>
    </message>
    <message>
        <source>it breaks off or is damaged at line {line}, column {column}; restore it from a copy.</source>
        <translation>{line}행 {column}열에서 끊기거나 손상되었습니다. 복사본에서 복원하세요.</translation>
    </message>
    <message>
        <source>this field is missing; add it.</source>
        <translation>이 항목이 없습니다. 넣으세요.</translation>
    </message>
    <message>
        <source>this field is not known here; remove it.</source>
        <translation>여기에 없는 항목입니다. 지우세요.</translation>
    </message>
    <message>
        <source>&quot;{kind}&quot; is not a known kind; use one of {kinds}.</source>
        <translation>&quot;{kind}&quot;은(는) 없는 종류입니다. 다음 중 하나를 쓰세요: {kinds}.</translation>
    </message>
    <message>
        <source>{given} is not possible; use one of {options}.</source>
        <translation>{given}은(는) 쓸 수 없습니다. 다음 중 하나를 쓰세요: {options}.</translation>
    </message>
    <message>
        <source>{given} is too small; use at least {limit}.</source>
        <translation>{given}은(는) 너무 작습니다. {limit} 이상이어야 합니다.</translation>
    </message>
    <message>
        <source>{given} is too small; use more than {limit}.</source>
        <translation>{given}은(는) 너무 작습니다. {limit}보다 커야 합니다.</translation>
    </message>
    <message>
        <source>{given} is too large; use at most {limit}.</source>
        <translation>{given}은(는) 너무 큽니다. {limit} 이하여야 합니다.</translation>
    </message>
    <message>
        <source>{given} is too large; use less than {limit}.</source>
        <translation>{given}은(는) 너무 큽니다. {limit}보다 작아야 합니다.</translation>
    </message>
    <message>
        <source>{given} is not a whole number; use one.</source>
        <translation>{given}은(는) 정수가 아닙니다. 정수를 쓰세요.</translation>
    </message>
    <message>
        <source>{given} is not a number; use one.</source>
        <translation>{given}은(는) 수가 아닙니다. 수를 쓰세요.</translation>
    </message>
    <message>
        <source>{given} is not a yes or no; use true or false.</source>
        <translation>{given}은(는) 예/아니요가 아닙니다. true나 false를 쓰세요.</translation>
    </message>
    <message>
        <source>{given} is not text; put it in quotes.</source>
        <translation>{given}은(는) 텍스트가 아닙니다. 따옴표로 묶으세요.</translation>
    </message>
    <message>
        <source>it is too long; use at most {limit} characters.</source>
        <translation>너무 깁니다. 최대 {limit}자까지 됩니다.</translation>
    </message>
    <message>
        <source>{given} is not an id; use small letters, digits and underscores.</source>
        <translation>{given}은(는) id가 아닙니다. 영문 소문자, 숫자, 밑줄을 쓰세요.</translation>
    </message>
    <message>
        <source>{given} is not a list; use [ ... ].</source>
        <translation>{given}은(는) 목록이 아닙니다. [ ... ]를 쓰세요.</translation>
    </message>
    <message>
        <source>{given} is not an object; use {{ ... }}.</source>
        <translation>{given}은(는) 객체가 아닙니다. {{ ... }}를 쓰세요.</translation>
    </message>
    <message>
        <source>{given} is not valid here ({reason}); correct it.</source>
        <translation>{given}은(는) 여기서 쓸 수 없습니다({reason}). 고치세요.</translation>
    </message>
    <message>
        <source>{file}: {field}: {fault}</source>
        <translation>{file}: {field}: {fault}</translation>
    </message>
    <message>
        <source>{file}: {fault}</source>
        <translation>{file}: {fault}</translation>
    </message>
    <message>
        <source>it is not a regular file; choose another one.</source>
        <translation>일반 파일이 아닙니다. 다른 파일을 고르세요.</translation>
    </message>
    <message>
        <source>it cannot be opened ({reason}); check the name.</source>
        <translation>열 수 없습니다({reason}). 이름을 확인하세요.</translation>
    </message>
    <message>
        <source>{file}: it cannot be saved here ({reason}); choose another place.</source>
        <translation>{file}: 여기에 저장할 수 없습니다({reason}). 다른 곳을 고르세요.</translation>
    </message>
    <message>
        <source>it is not text in UTF-8; choose a file that Descent has saved.</source>
        <translation>UTF-8 텍스트가 아닙니다. Descent에서 저장한 파일을 고르세요.</translation>
    </message>
    <message>
        <source>this field stands twice in one object; remove one.</source>
        <translation>한 객체에 이 항목이 두 번 있습니다. 하나를 지우세요.</translation>
    </message>
    <message>
        <source>it holds values that no experiment has; restore it from a copy.</source>
        <translation>실험에 있을 수 없는 값이 들어 있습니다. 복사본에서 복원하세요.</translation>
    </message>
    <message>
        <source>No images come in here: choose image data, or a layer for rows of numbers, such as Dense.</source>
        <translation>여기에는 이미지가 들어오지 않습니다. 이미지 데이터를 고르거나, 완전 연결처럼 수의 행을 받는 층을 쓰세요.</translation>
    </message>
    <message>
        <source>Draw a wire to it from the round port of a layer before it.</source>
        <translation>앞에 있는 층의 둥근 단자에서 이 층으로 연결선을 그으세요.</translation>
    </message>
    <message>
        <source>It takes {most} input, but has {have}.</source>
        <translation>입력을 {most}개 받지만 {have}개가 있습니다.</translation>
    </message>
    <message>
        <source>Choose mean squared error.</source>
        <translation>평균 제곱 오차를 고르세요.</translation>
    </message>
    <message>
        <source>There are {have} class weights for {n} classes.</source>
        <translation>클래스가 {n}개인데 클래스 가중치가 {have}개입니다.</translation>
    </message>
    <message>
        <source>{loss} applies this function itself; twice, it hardly learns.</source>
        <translation>{loss}이(가) 이 함수를 스스로 적용합니다. 두 번 적용하면 거의 배우지 못합니다.</translation>
    </message>
    <message>
        <source>{optimizer} is for at most {most:,} parameters; the network has {n:,}.</source>
        <translation>{optimizer}은(는) 파라미터가 최대 {most:,}개일 때 쓸 수 있습니다. 이 신경망은 {n:,}개입니다.</translation>
    </message>
    <message>
        <source>A numerical gradient is for at most {most:,} parameters; the network has {n:,}.</source>
        <translation>수치 미분은 파라미터가 최대 {most:,}개일 때 쓸 수 있습니다. 이 신경망은 {n:,}개입니다.</translation>
    </message>
    <message>
        <source>The network would need about {need:.1f} GiB; at most {most:.0f} GiB are allowed.</source>
        <translation>신경망에 약 {need:.1f} GiB가 필요합니다. 최대 {most:.0f} GiB까지 됩니다.</translation>
    </message>
    <message>
        <source>Make this layer smaller, or the batch.</source>
        <translation>이 층이나 배치를 줄이세요.</translation>
    </message>
    <message>
        <source>It is part of a cycle, so it waits for itself.</source>
        <translation>순환의 일부여서 자기 자신을 기다립니다.</translation>
    </message>
    <message>
        <source>Remove one wire of the cycle.</source>
        <translation>순환을 이루는 연결선 하나를 지우세요.</translation>
    </message>
    <message>
        <source>Place it before {layer}, or choose image data.</source>
        <translation>{layer} 앞에 두거나 이미지 데이터를 고르세요.</translation>
    </message>
    <message>
        <source>It has no input.</source>
        <translation>입력이 없습니다.</translation>
    </message>
    <message>
        <source>It needs at least {fewest} inputs, but has {have}.</source>
        <translation>입력이 적어도 {fewest}개 필요하지만 {have}개가 있습니다.</translation>
    </message>
    <message>
        <source>It has no parameter &quot;{name}&quot; to initialise.</source>
        <translation>초기화할 파라미터 &quot;{name}&quot;이(가) 없습니다.</translation>
    </message>
    <message>
        <source>Remove the entry.</source>
        <translation>항목을 지우세요.</translation>
    </message>
    <message>
        <source>Nothing uses its result.</source>
        <translation>결과를 쓰는 곳이 없습니다.</translation>
    </message>
    <message>
        <source>Connect it to a later layer, or delete it.</source>
        <translation>뒤에 있는 층에 연결하거나 삭제하세요.</translation>
    </message>
    <message>
        <source>{loss} does not fit {data}, which has classes.</source>
        <translation>{loss}은(는) 클래스가 있는 데이터({data})에 맞지 않습니다.</translation>
    </message>
    <message>
        <source>Choose softmax cross-entropy or hinge, or add One-hot labels to the preprocessing.</source>
        <translation>소프트맥스 교차 엔트로피나 힌지를 고르거나, 전처리에 원-핫 레이블을 넣으세요.</translation>
    </message>
    <message>
        <source>End with a Dense layer of {n} units.</source>
        <translation>유닛 {n}개의 완전 연결 층으로 끝내세요.</translation>
    </message>
    <message>
        <source>End with a Dense layer of 1 unit.</source>
        <translation>유닛 1개의 완전 연결 층으로 끝내세요.</translation>
    </message>
    <message>
        <source>{data} has {n} classes, but the network ends with {shape}.</source>
        <translation>{data}의 클래스는 {n}개이지만 신경망의 끝은 {shape}입니다.</translation>
    </message>
    <message>
        <source>For an autoencoder, add Inputs as targets to the preprocessing; else end with a Dense layer of {n} units.</source>
        <translation>오토인코더라면 전처리에 &apos;입력을 목표값으로&apos;를 넣고, 아니면 유닛 {n}개의 완전 연결 층으로 끝내세요.</translation>
    </message>
    <message>
        <source>The network has no layers.</source>
        <translation>신경망에 층이 없습니다.</translation>
    </message>
    <message>
        <source>Insert a layer from the palette.</source>
        <translation>팔레트에서 층을 넣으세요.</translation>
    </message>
    <message>
        <source>Its input &quot;{source}&quot; does not exist.</source>
        <translation>입력 &quot;{source}&quot;이(가) 없습니다.</translation>
    </message>
    <message>
        <source>Connect it to an existing layer.</source>
        <translation>있는 층에 연결하세요.</translation>
    </message>
    <message>
        <source>Join the branches with Add first.</source>
        <translation>먼저 더하기로 분기를 합치세요.</translation>
    </message>
    <message>
        <source>{loss} does not fit inputs as targets, which are numbers.</source>
        <translation>{loss}은(는) 목표값이 입력(수)일 때 맞지 않습니다.</translation>
    </message>
    <message>
        <source>{loss} does not fit {data}, which has numbers to predict.</source>
        <translation>{loss}은(는) 수를 예측하는 데이터({data})에 맞지 않습니다.</translation>
    </message>
    <message>
        <source>Give one for each class, or none.</source>
        <translation>클래스마다 하나씩 적거나 비우세요.</translation>
    </message>
    <message>
        <source>Remove this layer, or choose another loss.</source>
        <translation>이 층을 지우거나 다른 손실을 고르세요.</translation>
    </message>
    <message>
        <source>The network is to give back its {n} inputs, but ends with {shape}.</source>
        <translation>신경망은 입력 {n}개를 되돌려야 하지만 끝이 {shape}입니다.</translation>
    </message>
    <message>
        <source>Choose L-BFGS or Adam, or a smaller network.</source>
        <translation>L-BFGS나 Adam을 고르거나 신경망을 줄이세요.</translation>
    </message>
    <message>
        <source>Choose backpropagation, or a smaller network.</source>
        <translation>역전파를 고르거나 신경망을 줄이세요.</translation>
    </message>
    <message>
        <source>There is no layer &quot;{layer}&quot; to act on.</source>
        <translation>적용할 층 &quot;{layer}&quot;이(가) 없습니다.</translation>
    </message>
    <message>
        <source>Take it off the list; an empty list means all layers.</source>
        <translation>목록에서 빼세요. 목록이 비면 모든 층입니다.</translation>
    </message>
    <message>
        <source>Validation and test take all samples, so none is left to train on.</source>
        <translation>검증과 테스트가 모든 샘플을 가져가 훈련할 샘플이 없습니다.</translation>
    </message>
    <message>
        <source>Lower one of the two shares.</source>
        <translation>두 비율 가운데 하나를 낮추세요.</translation>
    </message>
    <message>
        <source>The id &quot;{id}&quot; is taken.</source>
        <translation>id &quot;{id}&quot;은(는) 이미 쓰이고 있습니다.</translation>
    </message>
    <message>
        <source>Give it another id.</source>
        <translation>다른 id를 붙이세요.</translation>
    </message>
    <message>
        <source>{data} asks for 1 number, but the network ends with {shape}.</source>
        <translation>{data}은(는) 수 1개를 요구하지만 신경망의 끝은 {shape}입니다.</translation>
    </message>
    <message>
        <source>it breaks off or is damaged; restore it from a copy.</source>
        <translation>끊기거나 손상되었습니다. 복사본에서 복원하세요.</translation>
    </message>
    <message>
        <source>it cannot be read ({reason}).</source>
        <translation>읽을 수 없습니다({reason}).</translation>
    </message>
    <message>
        <source>a member stands twice in it; restore it from a copy.</source>
        <translation>같은 항목이 두 번 들어 있습니다. 복사본에서 복원하세요.</translation>
    </message>
    <message>
        <source>it is packed in a way that Descent does not use; restore it from a copy.</source>
        <translation>Descent가 쓰지 않는 방식으로 압축되어 있습니다. 복사본에서 복원하세요.</translation>
    </message>
    <message>
        <source>it is too large; restore it from a copy.</source>
        <translation>너무 큽니다. 복사본에서 복원하세요.</translation>
    </message>
    <message>
        <source>{data} asks for {n} numbers, but the network ends with {shape}.</source>
        <translation>{data}은(는) 수 {n}개를 요구하지만 신경망의 끝은 {shape}입니다.</translation>
    </message>
    <message>
        <source>It needs inputs of one shape, but gets {a} and {b}.</source>
        <translation>입력의 형태가 모두 같아야 하지만 {a}와(과) {b}이(가) 들어옵니다.</translation>
    </message>
    <message>
        <source>Give both branches the same number of channels and the same size.</source>
        <translation>두 분기의 채널 수와 크기를 같게 하세요.</translation>
    </message>
    <message>
        <source>A window of {size} pixels does not fit into {shape}.</source>
        <translation>{size}픽셀 창은 {shape}에 들어가지 않습니다.</translation>
    </message>
    <message>
        <source>Use a smaller window, or pool less often before it.</source>
        <translation>창을 줄이거나 그 앞에서 풀링을 덜 하세요.</translation>
    </message>
    <message>
        <source>It needs images (height x width x channels), but gets {shape}.</source>
        <translation>이미지(높이 x 너비 x 채널)가 필요하지만 {shape}이(가) 들어옵니다.</translation>
    </message>
    <message>
        <source>Choose image data.</source>
        <translation>이미지 데이터를 고르세요.</translation>
    </message>
    <message>
        <source>It needs inputs of one height and width, but gets {a} and {b}.</source>
        <translation>입력의 높이와 너비가 모두 같아야 하지만 {a}와(과) {b}이(가) 들어옵니다.</translation>
    </message>
    <message>
        <source>Give both branches the same size, or flatten both.</source>
        <translation>두 분기의 크기를 같게 하거나 둘 다 평탄화하세요.</translation>
    </message>
    <message>
        <source>A window of {kernel} pixels does not fit into {shape}.</source>
        <translation>{kernel}픽셀 창은 {shape}에 들어가지 않습니다.</translation>
    </message>
    <message>
        <source>Use a smaller kernel or dilation, or more padding.</source>
        <translation>커널이나 팽창을 줄이거나 패딩을 늘리세요.</translation>
    </message>
    <message>
        <source>It needs one row of numbers per sample, but gets {shape}.</source>
        <translation>샘플마다 수의 행 하나가 필요하지만 {shape}이(가) 들어옵니다.</translation>
    </message>
    <message>
        <source>Put a Flatten layer before it.</source>
        <translation>앞에 평탄화 층을 두세요.</translation>
    </message>
    <message>
        <source>A window of {size} pixels at ratio {ratio} does not fit into {shape}.</source>
        <translation>비율 {ratio}의 {size}픽셀 창은 {shape}에 들어가지 않습니다.</translation>
    </message>
    <message>
        <source>Use a smaller window or another ratio.</source>
        <translation>창을 줄이거나 다른 비율을 쓰세요.</translation>
    </message>
    <message>
        <source>{channels} channels cannot be divided into {groups} equal groups.</source>
        <translation>채널 {channels}개를 똑같은 그룹 {groups}개로 나눌 수 없습니다.</translation>
    </message>
    <message>
        <source>Choose a number of groups that divides the channels.</source>
        <translation>채널 수를 나누어떨어지게 하는 그룹 수를 고르세요.</translation>
    </message>
    <message>
        <source>Set {field} to {value}</source>
        <translation>{field}을(를) {value}(으)로 설정</translation>
    </message>
    <message>
        <source>Disconnect “{source}” from it</source>
        <translation>“{source}”와(과)의 연결 끊기</translation>
    </message>
    <message>
        <source>Delete {layer}</source>
        <translation>{layer} 삭제</translation>
    </message>
    <message>
        <source>Remove “{layer}” from the list</source>
        <translation>목록에서 “{layer}” 빼기</translation>
    </message>
    <message>
        <source>Remove {member}</source>
        <translation>{member} 빼기</translation>
    </message>
    <message>
        <source>Insert {layer} before it</source>
        <translation>앞에 {layer} 넣기</translation>
    </message>
    <message>
        <source>Bring all inputs to {shape}</source>
        <translation>모든 입력을 {shape}(으)로 맞추기</translation>
    </message>
    <message>
        <source>Join them with {layer}</source>
        <translation>{layer}(으)로 합치기</translation>
    </message>
    <message>
        <source>Remove the entry</source>
        <translation>항목 지우기</translation>
    </message>
    <message>
        <source>End with {layer}, {n} units</source>
        <translation>유닛 {n}개의 {layer}(으)로 끝내기</translation>
    </message>
    <message>
        <source>Use the inputs as targets</source>
        <translation>입력을 목표값으로 쓰기</translation>
    </message>
    <message>
        <source>Use {member}</source>
        <translation>{member} 쓰기</translation>
    </message>
    <message>
        <source>Set both shares to their defaults</source>
        <translation>두 비율을 기본값으로 설정</translation>
    </message>
    <message>
        <source>Empty {field}</source>
        <translation>{field} 비우기</translation>
    </message>
    <message>
        <source>Move it before {layer}</source>
        <translation>{layer} 앞으로 옮기기</translation>
    </message>
    <message>
        <source>Connect “{source}” to it</source>
        <translation>“{source}”을(를) 연결하기</translation>
    </message>
    <message>
        <source>{field:small} ({options})</source>
        <translation>{field:small} ({options})</translation>
    </message>
    <message>
        <source>&quot;{token}&quot; is one number too many: {layer} takes {fields:small}.</source>
        <translation>&quot;{token}&quot;은(는) 남는 수입니다. {layer}은(는) {fields:small}을(를) 받습니다.</translation>
    </message>
    <message>
        <source>{layer} takes no number, so &quot;{token}&quot; does not fit.</source>
        <translation>{layer}은(는) 수를 받지 않으므로 &quot;{token}&quot;은(는) 맞지 않습니다.</translation>
    </message>
    <message>
        <source>above {limit}</source>
        <translation>{limit} 초과</translation>
    </message>
    <message>
        <source>at least {limit}</source>
        <translation>{limit} 이상</translation>
    </message>
    <message>
        <source>below {limit}</source>
        <translation>{limit} 미만</translation>
    </message>
    <message>
        <source>at most {limit}</source>
        <translation>{limit} 이하</translation>
    </message>
    <message>
        <source>{layer} does not know &quot;{token}&quot;: it takes {fields}.</source>
        <translation>{layer}에는 &quot;{token}&quot;이(가) 없습니다. 쓸 수 있는 것: {fields}.</translation>
    </message>
    <message>
        <source>{field:small}</source>
        <translation>{field:small}</translation>
    </message>
    <message>
        <source>&quot;{token}&quot; may mean {fields} of {layer}; write more of the name.</source>
        <translation>&quot;{token}&quot;은(는) {layer}의 {fields}일 수 있습니다. 이름을 더 적으세요.</translation>
    </message>
    <message>
        <source>{field} of {layer} is given twice, the second time as &quot;{token}&quot;.</source>
        <translation>{layer}의 {field}이(가) 두 번 나옵니다. 두 번째는 &quot;{token}&quot;입니다.</translation>
    </message>
    <message>
        <source>{field} of {layer} must be {what}, not {given}.</source>
        <translation>{layer}의 {field}은(는) {given}이(가) 아니라 {what}이어야 합니다.</translation>
    </message>
    <message>
        <source>{layer} does not know &quot;{token}&quot;: it has no settings.</source>
        <translation>{layer}에는 &quot;{token}&quot;이(가) 없습니다. 설정이 없는 층입니다.</translation>
    </message>
    <message>
        <source>{one} or {other}</source>
        <translation>{one} 또는 {other}</translation>
    </message>
    <message>
        <source>&quot;{text}&quot; does not begin with the name of a layer, as &quot;conv 6 5&quot; does. Write numbers with a point.</source>
        <translation>&quot;{text}&quot;은(는) 층의 이름으로 시작하지 않습니다. &quot;conv 6 5&quot;처럼 쓰세요. 소수에는 점을 쓰세요.</translation>
    </message>
    <message>
        <source>a whole number</source>
        <translation>정수</translation>
    </message>
    <message>
        <source>a number</source>
        <translation>수</translation>
    </message>
    <message>
        <source>yes or no</source>
        <translation>예 또는 아니요</translation>
    </message>
    <message>
        <source>one of {options}</source>
        <translation>{options} 중 하나</translation>
    </message>
    <message>
        <source>one of {options}, or a whole number</source>
        <translation>{options} 중 하나 또는 정수</translation>
    </message>
    <message>
        <source>set in its form</source>
        <translation>양식에서 정하는 값</translation>
    </message>
    <message>
        <source>{field} of {owner}</source>
        <translation>{owner}의 {field}</translation>
    </message>
    <message>
        <source>{layer} {number}</source>
        <translation>{layer} {number}</translation>
    </message>
    <message>
        <source>{template} needs samples of at least 2 numbers; the input is {shape}.</source>
        <translation>{template}에는 수가 2개 이상인 샘플이 필요하지만 입력은 {shape}입니다.</translation>
    </message>
    <message>
        <source>classes</source>
        <translation>클래스</translation>
    </message>
    <message>
        <source>numbers to predict</source>
        <translation>예측할 수</translation>
    </message>
    <message>
        <source>inputs as targets</source>
        <translation>목표값이 된 입력</translation>
    </message>
    <message>
        <source>{template} needs {served}; the data have {asked}.</source>
        <translation>{template}에는 {served}이(가) 필요하지만 데이터에는 {asked}이(가) 있습니다.</translation>
    </message>
    <message>
        <source>{template} needs images of at least {least}x{least} pixels; the input is {shape}.</source>
        <translation>{template}에는 {least}x{least}픽셀 이상의 이미지가 필요하지만 입력은 {shape}입니다.</translation>
    </message>
    <message>
        <source>A Dense layer has at most {most:,.0f} units; {n:,} are needed.</source>
        <translation>완전 연결 층의 유닛은 최대 {most:,.0f}개이지만 {n:,}개가 필요합니다.</translation>
    </message>
    <message>
        <source>its header is damaged; restore it from a copy.</source>
        <translation>머리글이 손상되었습니다. 복사본에서 복원하세요.</translation>
    </message>
    <message>
        <source>there are more numbers than arrays; restore it from a copy.</source>
        <translation>배열보다 수가 많습니다. 복사본에서 복원하세요.</translation>
    </message>
    <message>
        <source>its numbers do not lie where they should; restore it from a copy.</source>
        <translation>수가 있어야 할 자리에 없습니다. 복사본에서 복원하세요.</translation>
    </message>
    <message>
        <source>its shape and its size do not agree; restore it from a copy.</source>
        <translation>형태와 크기가 맞지 않습니다. 복사본에서 복원하세요.</translation>
    </message>
    <message>
        <source>The trained state does not fit. {fault}</source>
        <translation>학습된 상태가 맞지 않습니다. {fault}</translation>
    </message>
    <message>
        <source>{file}: the trained state is left out. {fault}</source>
        <translation>{file}: 학습된 상태는 빼고 엽니다. {fault}</translation>
    </message>
    <message>
        <source>{field} is not what it was when the network was trained; set it back, or train anew.</source>
        <translation>{field}이(가) 신경망을 학습할 때와 다릅니다. 되돌리거나 새로 학습하세요.</translation>
    </message>
    <message>
        <source>The network is not the one that was trained; bring its layers back, or train anew.</source>
        <translation>학습한 신경망이 아닙니다. 층을 되돌리거나 새로 학습하세요.</translation>
    </message>
    <message>
        <source>{file}: the trained state takes {size:.1f} GB, and at most {most:.0f} GB are kept; save it without.</source>
        <translation>{file}: 학습된 상태가 {size:.1f} GB인데 최대 {most:.0f} GB까지 간직합니다. 상태 없이 저장하세요.</translation>
    </message>
    <message>
        <source>There is none in this file.</source>
        <translation>이 파일에는 없습니다.</translation>
    </message>
    <message>
        <source>this is not a trained state; restore it from a copy.</source>
        <translation>학습된 상태가 아닙니다. 복사본에서 복원하세요.</translation>
    </message>
    <message>
        <source>it was saved by a newer Descent (version {version}, this one reads up to {known}); update Descent.</source>
        <translation>더 새로운 Descent에서 저장했습니다(버전 {version}, 이 프로그램은 {known}까지). Descent를 업데이트하세요.</translation>
    </message>
    <message>
        <source>it is too large; restore the file from a copy.</source>
        <translation>너무 큽니다. 파일을 복사본에서 복원하세요.</translation>
    </message>
    <message>
        <source>it is missing; restore the file from a copy.</source>
        <translation>없습니다. 파일을 복사본에서 복원하세요.</translation>
    </message>
    <message>
        <source>it is not what was saved; restore the file from a copy.</source>
        <translation>저장한 것과 다릅니다. 파일을 복사본에서 복원하세요.</translation>
    </message>
    <message>
        <source>this field is missing; restore the file from a copy.</source>
        <translation>이 항목이 없습니다. 파일을 복사본에서 복원하세요.</translation>
    </message>
    <message>
        <source>the network is held in {mine}, but {found} was kept; train anew.</source>
        <translation>신경망은 {mine}인데 간직한 것은 {found}입니다. 새로 학습하세요.</translation>
    </message>
    <message>
        <source>The numbers of the network are no longer finite, so that its state cannot be kept. Train anew, with a lower learning rate.</source>
        <translation>신경망의 수가 더는 유한하지 않아 상태를 간직할 수 없습니다. 학습률을 낮추어 새로 학습하세요.</translation>
    </message>
    <message>
        <source>The data are not those that it was trained on; bring them back, or train anew.</source>
        <translation>학습한 데이터가 아닙니다. 데이터를 되돌리거나 새로 학습하세요.</translation>
    </message>
    <message>
        <source>this is not possible; restore the file from a copy.</source>
        <translation>있을 수 없는 값입니다. 파일을 복사본에서 복원하세요.</translation>
    </message>
    <message>
        <source>{found} numbers of type {kind} stand here in place of {needed} of type {right}; train anew.</source>
        <translation>{right}형 수 {needed}개 대신 {kind}형 수 {found}개가 있습니다. 새로 학습하세요.</translation>
    </message>
    <message>
        <source>this is no order of the training samples; train anew.</source>
        <translation>훈련 샘플의 순서가 아닙니다. 새로 학습하세요.</translation>
    </message>
    <message>
        <source>this is not what the optimizer remembers; train anew.</source>
        <translation>옵티마이저가 기억하는 것이 아닙니다. 새로 학습하세요.</translation>
    </message>
    <message>
        <source>this array is missing; restore the file from a copy, or train anew.</source>
        <translation>이 배열이 없습니다. 파일을 복사본에서 복원하거나 새로 학습하세요.</translation>
    </message>
    <message>
        <source>this array is not known here; restore the file from a copy, or train anew.</source>
        <translation>여기에 없는 배열입니다. 파일을 복사본에서 복원하거나 새로 학습하세요.</translation>
    </message>
    <message>
        <source>it holds numbers that are not finite; restore the file from a copy.</source>
        <translation>유한하지 않은 수가 들어 있습니다. 파일을 복사본에서 복원하세요.</translation>
    </message>
    <message>
        <source>this is no change that a run can take; restore the file from a copy.</source>
        <translation>실행이 받아들일 수 있는 변경이 아닙니다. 파일을 복사본에서 복원하세요.</translation>
    </message>
    <message>
        <source>The curves of the run cannot be shown: {array} is damaged.</source>
        <translation>실행의 곡선을 보일 수 없습니다. {array}이(가) 손상되었습니다.</translation>
    </message>
    <message>
        <source>{place}: {problem} {remedy}</source>
        <translation>{place}: {problem} {remedy}</translation>
    </message>
    <message>
        <source>{problem} {remedy}</source>
        <translation>{problem} {remedy}</translation>
    </message>
    <message>
        <source>Validation and test take all samples, so none is left to train on. Lower one of the two shares.</source>
        <translation>검증과 테스트가 모든 샘플을 가져가 훈련할 샘플이 없습니다. 두 비율 가운데 하나를 낮추세요.</translation>
    </message>
    <message>
        <source>The numbers of {layer} were no longer finite after step {step}: they grew without bound. The weights are back as they were when the epoch began. Try a learning rate of {rate:.3g}.</source>
        <translation>스텝 {step} 뒤에 {layer}의 수가 한없이 커져 더는 유한하지 않습니다. 가중치를 에포크가 시작할 때로 되돌렸습니다. 학습률 {rate:.3g}을(를) 써 보세요.</translation>
    </message>
    <message>
        <source>The loss was no longer a finite number after step {step}. The weights are back as they were when the epoch began. Try a learning rate of {rate:.3g}.</source>
        <translation>스텝 {step} 뒤에 손실이 더는 유한한 수가 아닙니다. 가중치를 에포크가 시작할 때로 되돌렸습니다. 학습률 {rate:.3g}을(를) 써 보세요.</translation>
    </message>
    <message>
        <source>Early stopping: the loss has not improved since {best:.4g}.</source>
        <translation>조기 종료: 손실이 {best:.4g} 이후로 나아지지 않았습니다.</translation>
    </message>
    <message>
        <source>This model has no trained state: it only remembers its training samples.</source>
        <translation>이 모델에는 학습된 상태가 없습니다. 훈련 샘플을 기억할 뿐입니다.</translation>
    </message>
    <message>
        <source>This network has been trained already; begin anew first.</source>
        <translation>이 신경망은 이미 학습했습니다. 먼저 새로 시작하세요.</translation>
    </message>
    <message>
        <source>{field} cannot change while training; stop first.</source>
        <translation>{field}은(는) 학습 중에 바꿀 수 없습니다. 먼저 중지하세요.</translation>
    </message>
    <message>
        <source>{field} is not part of this run.</source>
        <translation>{field}은(는) 이 실행에 없습니다.</translation>
    </message>
    <message>
        <source>{path} is not a weight of this network.</source>
        <translation>{path}은(는) 이 신경망의 가중치가 아닙니다.</translation>
    </message>
    <message>
        <source>{path} does not name a weight.</source>
        <translation>{path}은(는) 가중치의 이름이 아닙니다.</translation>
    </message>
    <message>
        <source>This model has no weights that could be set.</source>
        <translation>이 모델에는 정할 수 있는 가중치가 없습니다.</translation>
    </message>
    <message>
        <source>A weight has to be a number.</source>
        <translation>가중치는 수여야 합니다.</translation>
    </message>
    <message>
        <source>A weight has to be a finite number; {value} is not, or is too large.</source>
        <translation>가중치는 유한한 수여야 합니다. {value}은(는) 유한하지 않거나 너무 큽니다.</translation>
    </message>
    <message>
        <source>{parameter} of {layer} has no place {index}; its shape is {shape}.</source>
        <translation>{layer}의 {parameter}에는 {index} 자리가 없습니다. 형태는 {shape}입니다.</translation>
    </message>
</context>
<context>
    <name>EvaluationView</name>
    <message>
        <source>Split</source>
        <translation>분할</translation>
    </message>
    <message>
        <source>Which samples are evaluated. The test samples are looked at only while you choose them here.</source>
        <translation>어느 샘플을 평가할지 정합니다. 테스트 샘플은 여기서 고른 동안에만 사용합니다.</translation>
    </message>
    <message>
        <source>{split} samples are being evaluated…</source>
        <translation>{split} 샘플을 평가하는 중…</translation>
    </message>
</context>
<context>
    <name>ExperimentPanel</name>
    <message>
        <source>Model</source>
        <translation>모델</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>데이터</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>손실</translation>
    </message>
    <message>
        <source>Optimizer</source>
        <translation>옵티마이저</translation>
    </message>
    <message>
        <source>Schedule</source>
        <translation>스케줄</translation>
    </message>
    <message>
        <source>Regularizers</source>
        <translation>규제</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>학습</translation>
    </message>
    <message>
        <source>none</source>
        <translation>없음</translation>
    </message>
    <message>
        <source>{epochs} epochs, batches of {batch}</source>
        <translation>{epochs} 에포크, 배치 {batch}개씩</translation>
    </message>
</context>
<context>
    <name>FeatureMapsView</name>
    <message>
        <source>Which samples to choose from</source>
        <translation>어느 샘플 중에서 고를지 정합니다</translation>
    </message>
    <message>
        <source>Samples</source>
        <translation>샘플</translation>
    </message>
    <message>
        <source>Previous sample (Left)</source>
        <translation>이전 샘플 (왼쪽 화살표)</translation>
    </message>
    <message>
        <source>Next sample (Right)</source>
        <translation>다음 샘플 (오른쪽 화살표)</translation>
    </message>
    <message>
        <source>A sample at random</source>
        <translation>무작위 샘플</translation>
    </message>
    <message>
        <source>Choose a sample by its picture</source>
        <translation>그림을 보고 샘플을 고릅니다</translation>
    </message>
    <message>
        <source>Previous sample</source>
        <translation>이전 샘플</translation>
    </message>
    <message>
        <source>Next sample</source>
        <translation>다음 샘플</translation>
    </message>
    <message>
        <source>Choose a sample…</source>
        <translation>샘플 고르기…</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>훈련</translation>
    </message>
    <message>
        <source>Validation</source>
        <translation>검증</translation>
    </message>
    <message>
        <source>Test</source>
        <translation>테스트</translation>
    </message>
    <message>
        <source>k nearest neighbours has no layers. What a sample becomes on its way is shown of a network.</source>
        <translation>k-최근접 이웃에는 층이 없습니다. 샘플이 지나며 변하는 모습은 신경망에서 볼 수 있습니다.</translation>
    </message>
    <message>
        <source>There are no layers yet. Add some, and see what a sample becomes on its way through them.</source>
        <translation>아직 층이 없습니다. 층을 넣고 샘플이 지나며 무엇이 되는지 보세요.</translation>
    </message>
</context>
<context>
    <name>FieldLabel</name>
    <message>
        <source>live</source>
        <translation>실시간</translation>
    </message>
</context>
<context>
    <name>FieldRow</name>
    <message>
        <source>empty</source>
        <translation>비어 있음</translation>
    </message>
    <message>
        <source>Drag the name sideways to change the number.</source>
        <translation>이름을 옆으로 끌면 수가 바뀝니다.</translation>
    </message>
</context>
<context>
    <name>Figures</name>
    <message>
        <source>{n} of parameters</source>
        <translation>파라미터의 {n}</translation>
    </message>
    <message>
        <source>{n} parameters</source>
        <translation>파라미터 {n}개</translation>
    </message>
    <message>
        <source>1 parameter</source>
        <translation>파라미터 1개</translation>
    </message>
    <message>
        <source>{n} of mult-adds</source>
        <translation>연산의 {n}</translation>
    </message>
    <message>
        <source>{n} multiply-adds</source>
        <translation>곱셈-덧셈 연산 {n}회</translation>
    </message>
    <message>
        <source>1 multiply-add</source>
        <translation>곱셈-덧셈 연산 1회</translation>
    </message>
    <message>
        <source>{n} of memory</source>
        <translation>메모리의 {n}</translation>
    </message>
    <message>
        <source>{n} per sample</source>
        <translation>샘플당 {n}</translation>
    </message>
</context>
<context>
    <name>FiguresMenu</name>
    <message>
        <source>Fi&amp;gures on layers</source>
        <translation>층의 수치(&amp;G)</translation>
    </message>
    <message>
        <source>&amp;Parameters</source>
        <translation>파라미터(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Multiply-adds</source>
        <translation>곱셈-덧셈 연산(&amp;M)</translation>
    </message>
    <message>
        <source>M&amp;emory</source>
        <translation>메모리(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;Nothing</source>
        <translation>없음(&amp;N)</translation>
    </message>
    <message>
        <source>Multiplications with additions of one sample&apos;s forward pass</source>
        <translation>샘플 하나의 순전파에서 하는 곱셈과 덧셈</translation>
    </message>
    <message>
        <source>What one sample&apos;s output takes, and what the pass keeps besides</source>
        <translation>샘플 하나의 출력과 순전파가 따로 보관하는 것</translation>
    </message>
    <message>
        <source>As a &amp;share of the network</source>
        <translation>신경망에 대한 비율로(&amp;S)</translation>
    </message>
    <message>
        <source>In percent, in place of the amounts</source>
        <translation>양 대신 백분율로</translation>
    </message>
    <message>
        <source>Under the layers</source>
        <translation>층 아래</translation>
    </message>
    <message>
        <source>Ne&amp;urons of a plane, else activations</source>
        <translation>평면이면 뉴런, 아니면 활성값(&amp;U)</translation>
    </message>
    <message>
        <source>Histograms of &amp;activations</source>
        <translation>활성값 히스토그램(&amp;A)</translation>
    </message>
    <message>
        <source>Histograms of &amp;weights</source>
        <translation>가중치 히스토그램(&amp;W)</translation>
    </message>
    <message>
        <source>Histograms of &amp;gradients</source>
        <translation>기울기 히스토그램(&amp;G)</translation>
    </message>
    <message>
        <source>N&amp;othing below</source>
        <translation>아래에 아무것도 없음(&amp;O)</translation>
    </message>
    <message>
        <source>What each neuron answers over the plane, where the data are points in one; else histograms</source>
        <translation>데이터가 평면의 점이면 각 뉴런이 평면에서 내는 답, 아니면 히스토그램</translation>
    </message>
</context>
<context>
    <name>Filing</name>
    <message>
        <source>{file} is open in {holder}. Here it can be looked at, and saved under another name.</source>
        <translation>{file}은(는) {holder}에서 열려 있습니다. 여기서는 보거나 다른 이름으로 저장할 수 있습니다.</translation>
    </message>
    <message>
        <source>Unsaved changes</source>
        <translation>저장하지 않은 변경</translation>
    </message>
    <message>
        <source>Save the changes to {name}?</source>
        <translation>{name}의 변경을 저장할까요?</translation>
    </message>
    <message>
        <source>&amp;Save</source>
        <translation>저장(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Discard</source>
        <translation>버리기(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;Cancel</source>
        <translation>취소(&amp;C)</translation>
    </message>
    <message>
        <source>Otherwise they are lost.</source>
        <translation>저장하지 않으면 사라집니다.</translation>
    </message>
    <message>
        <source>Untitled</source>
        <translation>제목 없음</translation>
    </message>
    <message>
        <source>{name} (read-only)</source>
        <translation>{name}(읽기 전용)</translation>
    </message>
    <message>
        <source>Open an experiment</source>
        <translation>실험 열기</translation>
    </message>
    <message>
        <source>Cannot open</source>
        <translation>열 수 없음</translation>
    </message>
    <message>
        <source>Save the experiment</source>
        <translation>실험 저장</translation>
    </message>
    <message>
        <source>{file} is open in {holder}. Close it there, or save under another name.</source>
        <translation>{file}은(는) {holder}에서 열려 있습니다. 그곳에서 닫거나 다른 이름으로 저장하세요.</translation>
    </message>
    <message>
        <source>Cannot save</source>
        <translation>저장할 수 없음</translation>
    </message>
    <message>
        <source>&amp;OK</source>
        <translation>확인(&amp;O)</translation>
    </message>
    <message>
        <source>another Descent (process {process})</source>
        <translation>다른 Descent(프로세스 {process})</translation>
    </message>
    <message>
        <source>another Descent on {host} (process {process})</source>
        <translation>{host}의 다른 Descent(프로세스 {process})</translation>
    </message>
    <message>
        <source>{name} was changed by another program since it was opened. Replace it?</source>
        <translation>{name}을(를) 연 뒤에 다른 프로그램이 바꾸었습니다. 덮어쓸까요?</translation>
    </message>
    <message>
        <source>{name} already exists. Replace it?</source>
        <translation>{name}이(가) 이미 있습니다. 바꿀까요?</translation>
    </message>
    <message>
        <source>&amp;Replace</source>
        <translation>바꾸기(&amp;R)</translation>
    </message>
    <message>
        <source>Descent experiments (*{suffix});;All files (*)</source>
        <translation>Descent 실험 (*{suffix});;모든 파일 (*)</translation>
    </message>
</context>
<context>
    <name>FitView</name>
    <message>
        <source>Earlier curves</source>
        <translation>이전 곡선</translation>
    </message>
    <message>
        <source>Show earlier curves of this run, fading</source>
        <translation>이 실행의 이전 곡선을 점점 흐리게 보여 줍니다</translation>
    </message>
    <message>
        <source>A fitted curve is for regression; this data set asks for classes.</source>
        <translation>적합 곡선은 회귀에 씁니다. 이 데이터셋은 클래스를 요구합니다.</translation>
    </message>
    <message>
        <source>A fitted curve needs one input number and numbers to predict; this data set has {numbers} inputs. {sets} fit.</source>
        <translation>적합 곡선에는 입력 수 하나와 예측할 수가 필요합니다. 이 데이터셋의 입력은 {numbers}개입니다. 맞는 데이터셋: {sets}.</translation>
    </message>
    <message>
        <source>Output {number}</source>
        <translation>출력 {number}</translation>
    </message>
    <message>
        <source>Input</source>
        <translation>입력</translation>
    </message>
</context>
<context>
    <name>Focus</name>
    <message>
        <source>Validation</source>
        <translation>검증</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>훈련</translation>
    </message>
    <message>
        <source>Test</source>
        <translation>테스트</translation>
    </message>
</context>
<context>
    <name>Forms</name>
    <message>
        <source>Set {field} of {count} layers</source>
        <translation>층 {count}개의 {field} 설정</translation>
    </message>
    <message>
        <source>Set {field} of {name}</source>
        <translation>{name}의 {field} 설정</translation>
    </message>
    <message>
        <source>Set {field}</source>
        <translation>{field} 설정</translation>
    </message>
    <message>
        <source>Default: {value}</source>
        <translation>기본값: {value}</translation>
    </message>
    <message>
        <source>Unit: {unit}</source>
        <translation>단위: {unit}</translation>
    </message>
    <message>
        <source>May change while training.</source>
        <translation>학습 중에 바꿀 수 있습니다.</translation>
    </message>
    <message>
        <source>Changes take effect while training.</source>
        <translation>바꾸면 학습 중에 바로 적용됩니다.</translation>
    </message>
    <message>
        <source>Changes take effect when training starts anew.</source>
        <translation>바꾸면 학습을 새로 시작할 때 적용됩니다.</translation>
    </message>
    <message>
        <source>from {low} to {high}</source>
        <translation>{low}에서 {high}까지</translation>
    </message>
    <message>
        <source>above {limit}</source>
        <translation>{limit} 초과</translation>
    </message>
    <message>
        <source>at least {limit}</source>
        <translation>{limit} 이상</translation>
    </message>
    <message>
        <source>below {limit}</source>
        <translation>{limit} 미만</translation>
    </message>
    <message>
        <source>at most {limit}</source>
        <translation>{limit} 이하</translation>
    </message>
    <message>
        <source>or a number {range}</source>
        <translation>또는 수({range})</translation>
    </message>
    <message>
        <source>on</source>
        <translation>켬</translation>
    </message>
    <message>
        <source>off</source>
        <translation>끔</translation>
    </message>
    <message>
        <source>Set {field} to {member}</source>
        <translation>{field}을(를) {member}(으)로 설정</translation>
    </message>
</context>
<context>
    <name>Gestures</name>
    <message>
        <source>Let go to add it to what flows here.</source>
        <translation>놓으면 여기로 흐르는 것에 더합니다.</translation>
    </message>
    <message>
        <source>The loss takes the last layer&apos;s output by itself.</source>
        <translation>손실은 마지막 층의 출력을 스스로 받습니다.</translation>
    </message>
    <message>
        <source>Hold Shift to exchange it.</source>
        <translation>Shift를 누르고 있으면 바꿉니다.</translation>
    </message>
    <message>
        <source>Let go to take the wire away.</source>
        <translation>놓으면 연결선을 뗍니다.</translation>
    </message>
    <message>
        <source>Wires reach several layers of this group. Open it to say which one is meant.</source>
        <translation>연결선이 이 그룹의 여러 층에 닿습니다. 그룹을 펼쳐 어느 것인지 정하세요.</translation>
    </message>
</context>
<context>
    <name>GoalBox</name>
    <message>
        <source>Run to a step or an epoch</source>
        <translation>지정한 스텝이나 에포크까지 실행</translation>
    </message>
    <message>
        <source>Which step or epoch</source>
        <translation>스텝인지 에포크인지</translation>
    </message>
    <message>
        <source>Step or epoch</source>
        <translation>스텝 또는 에포크</translation>
    </message>
    <message>
        <source>step</source>
        <translation>스텝</translation>
    </message>
    <message>
        <source>epoch</source>
        <translation>에포크</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>실행</translation>
    </message>
    <message>
        <source>Run to</source>
        <translation>여기까지 실행</translation>
    </message>
</context>
<context>
    <name>GradientNormView</name>
    <message>
        <source>Gradient norm</source>
        <translation>기울기 노름</translation>
    </message>
    <message>
        <source>k nearest neighbours follows no gradient.</source>
        <translation>k-최근접 이웃은 기울기를 따르지 않습니다.</translation>
    </message>
    <message>
        <source>The length of the gradient in every step will appear here once you press Train: how steep the loss is where the network stands.</source>
        <translation>학습을 누르면 스텝마다 기울기의 길이가 여기에 나타납니다. 신경망이 있는 곳에서 손실이 얼마나 가파른지 보여 줍니다.</translation>
    </message>
</context>
<context>
    <name>Grid</name>
    <message>
        <source>Samples</source>
        <translation>샘플</translation>
    </message>
    <message>
        <source>The arrow keys choose a sample</source>
        <translation>화살표 키로 샘플을 고릅니다</translation>
    </message>
</context>
<context>
    <name>GroupEdits</name>
    <message>
        <source>Group {count} layers</source>
        <translation>층 {count}개를 그룹으로 묶기</translation>
    </message>
    <message>
        <source>Ungroup {group}</source>
        <translation>{group} 풀기</translation>
    </message>
    <message>
        <source>Ungroup {count} groups</source>
        <translation>그룹 {count}개 풀기</translation>
    </message>
    <message>
        <source>Fold {group}</source>
        <translation>{group} 접기</translation>
    </message>
    <message>
        <source>Open {group}</source>
        <translation>{group} 펼치기</translation>
    </message>
    <message>
        <source>Rename {group}</source>
        <translation>{group} 이름 바꾸기</translation>
    </message>
    <message>
        <source>Open group</source>
        <translation>그룹 펼치기</translation>
    </message>
    <message>
        <source>Rename group...</source>
        <translation>그룹 이름 바꾸기...</translation>
    </message>
    <message>
        <source>Fold group</source>
        <translation>그룹 접기</translation>
    </message>
    <message>
        <source>Group</source>
        <translation>그룹 묶기</translation>
    </message>
    <message>
        <source>Ungroup</source>
        <translation>그룹 풀기</translation>
    </message>
</context>
<context>
    <name>GroupFrame</name>
    <message>
        <source>The arrow folds the group into one box.</source>
        <translation>화살표를 누르면 그룹이 상자 하나로 접힙니다.</translation>
    </message>
</context>
<context>
    <name>Groups</name>
    <message>
        <source>A group needs two layers or more.</source>
        <translation>그룹에는 층이 둘 이상 필요합니다.</translation>
    </message>
    <message>
        <source>{layer} is not connected to the others: a group must be one piece.</source>
        <translation>{layer}이(가) 나머지와 연결되어 있지 않습니다. 그룹은 하나로 이어져야 합니다.</translation>
    </message>
    <message>
        <source>{layer} lies between them: select it too, or a wire would leave the box and come back into it.</source>
        <translation>{layer}이(가) 그 사이에 있습니다. 함께 선택하세요. 그러지 않으면 연결선이 상자를 나갔다가 다시 들어옵니다.</translation>
    </message>
</context>
<context>
    <name>Help</name>
    <message>
        <source>Letters</source>
        <translation>글자</translation>
    </message>
    <message>
        <source>Canvas: insert layers by name, such as conv 6 5, relu, pool</source>
        <translation>캔버스: conv 6 5, relu, pool처럼 이름으로 층 넣기</translation>
    </message>
    <message>
        <source>Canvas: list everything that can be inserted</source>
        <translation>캔버스: 넣을 수 있는 것 모두 보기</translation>
    </message>
    <message>
        <source>Arrow keys</source>
        <translation>화살표 키</translation>
    </message>
    <message>
        <source>Canvas: select a neighbour</source>
        <translation>캔버스: 이웃한 층 선택</translation>
    </message>
    <message>
        <source>Canvas: select the previous or the next layer</source>
        <translation>캔버스: 앞이나 뒤의 층 선택</translation>
    </message>
    <message>
        <source>Canvas: select the first or the last layer</source>
        <translation>캔버스: 첫 층이나 마지막 층 선택</translation>
    </message>
    <message>
        <source>Canvas: move the selected layer earlier or later</source>
        <translation>캔버스: 선택한 층을 앞이나 뒤로 옮기기</translation>
    </message>
    <message>
        <source>Canvas: select nothing</source>
        <translation>캔버스: 선택 해제</translation>
    </message>
    <message>
        <source>Canvas: open the selected group</source>
        <translation>캔버스: 선택한 그룹 펼치기</translation>
    </message>
    <message>
        <source>Canvas: held while a wire is drawn, it takes the place of the one there</source>
        <translation>캔버스: 연결선을 그을 때 누르고 있으면 있던 연결선을 대신하기</translation>
    </message>
    <message>
        <source>Canvas: zoom in, zoom out</source>
        <translation>캔버스: 확대, 축소</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>닫기(&amp;C)</translation>
    </message>
</context>
<context>
    <name>Histograms</name>
    <message>
        <source>{n} %</source>
        <translation>{n} %</translation>
    </message>
    <message>
        <source>{n} dead</source>
        <translation>죽음 {n}</translation>
    </message>
    <message>
        <source>{n} saturated</source>
        <translation>포화 {n}</translation>
    </message>
    <message>
        <source>{layer}: {dead} of its units gave zero for every sample of the batch. No gradient passes through them, so they cannot learn; they are called dead if that lasts. {zeros} of all its outputs were zero.</source>
        <translation>{layer}: 유닛 {dead}이(가) 배치의 모든 샘플에 0을 냈습니다. 기울기가 지나지 못해 배울 수 없으며, 이 상태가 이어지면 죽은 유닛이라고 합니다. 모든 출력의 {zeros}이(가) 0이었습니다.</translation>
    </message>
    <message>
        <source>{layer}: {share} of its outputs lie within the outermost 3 % of its range on either side, where it is nearly level and passes hardly any gradient.</source>
        <translation>{layer}: 출력의 {share}이(가) 범위 양 끝 3 % 안에 있습니다. 거의 평평해서 기울기가 좀처럼 지나지 못하는 곳입니다.</translation>
    </message>
    <message>
        <source>{layer}, {kind}</source>
        <translation>{layer}, {kind}</translation>
    </message>
    <message>
        <source>{heading}, step {step}</source>
        <translation>{heading}, 스텝 {step}</translation>
    </message>
    <message>
        <source>{size} values</source>
        <translation>값 {size}개</translation>
    </message>
    <message>
        <source>{sampled} of {size} values, {stride} apart; the ends are of all</source>
        <translation>값 {size}개 중 {sampled}개, {stride}개 간격. 양 끝은 전체의 값</translation>
    </message>
    <message>
        <source>from {low} to {high}</source>
        <translation>{low}에서 {high}까지</translation>
    </message>
    <message>
        <source>mean {mean}, standard deviation {deviation}</source>
        <translation>평균 {mean}, 표준편차 {deviation}</translation>
    </message>
    <message>
        <source>{n} zeros</source>
        <translation>0이 {n}</translation>
    </message>
    <message>
        <source>{n} dead units</source>
        <translation>죽은 유닛 {n}</translation>
    </message>
    <message>
        <source>min</source>
        <translation>최소</translation>
    </message>
    <message>
        <source>median</source>
        <translation>중앙값</translation>
    </message>
    <message>
        <source>max</source>
        <translation>최대</translation>
    </message>
</context>
<context>
    <name>HistogramsPlot</name>
    <message>
        <source>Kind</source>
        <translation>종류</translation>
    </message>
    <message>
        <source>Which figures to show</source>
        <translation>어떤 수치를 볼지 정합니다</translation>
    </message>
    <message>
        <source>Layer</source>
        <translation>층</translation>
    </message>
    <message>
        <source>Which layer to show</source>
        <translation>어느 층을 볼지 정합니다</translation>
    </message>
    <message>
        <source>Display</source>
        <translation>표시 방식</translation>
    </message>
    <message>
        <source>Histograms as they are now, or over the steps of the run</source>
        <translation>지금의 히스토그램, 또는 실행의 스텝에 걸친 히스토그램</translation>
    </message>
    <message>
        <source>Compare with</source>
        <translation>비교 대상</translation>
    </message>
    <message>
        <source>What is drawn over the histograms: nothing, those of the first step, or of a past run</source>
        <translation>히스토그램 위에 겹쳐 그릴 것: 없음, 첫 스텝의 것, 지난 실행의 것</translation>
    </message>
    <message>
        <source>Activations, weights, gradients</source>
        <translation>활성값, 가중치, 기울기</translation>
    </message>
    <message>
        <source>These, biases and updates</source>
        <translation>여기에 편향과 갱신까지</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>현재</translation>
    </message>
    <message>
        <source>Ridges</source>
        <translation>능선</translation>
    </message>
    <message>
        <source>Overlay</source>
        <translation>겹치기</translation>
    </message>
    <message>
        <source>Heat map</source>
        <translation>히트맵</translation>
    </message>
    <message>
        <source>Percentiles</source>
        <translation>백분위</translation>
    </message>
    <message>
        <source>Activations</source>
        <translation>활성값</translation>
    </message>
    <message>
        <source>Weights</source>
        <translation>가중치</translation>
    </message>
    <message>
        <source>Gradients</source>
        <translation>기울기</translation>
    </message>
    <message>
        <source>Biases</source>
        <translation>편향</translation>
    </message>
    <message>
        <source>Updates</source>
        <translation>갱신</translation>
    </message>
    <message>
        <source>All layers</source>
        <translation>모든 층</translation>
    </message>
    <message>
        <source>First step</source>
        <translation>첫 스텝</translation>
    </message>
    <message>
        <source>No comparison</source>
        <translation>비교 없음</translation>
    </message>
    <message>
        <source>k nearest neighbours has no layers whose figures could be shown.</source>
        <translation>k-최근접 이웃에는 수치를 볼 층이 없습니다.</translation>
    </message>
</context>
<context>
    <name>InitializerPicker</name>
    <message>
        <source>Initializer of {parameter}</source>
        <translation>{parameter}의 초기화 방법</translation>
    </message>
    <message>
        <source>How this parameter is first drawn.</source>
        <translation>이 파라미터를 처음 뽑는 방법입니다.</translation>
    </message>
    <message>
        <source>Inherit ({initializer})</source>
        <translation>물려받기({initializer})</translation>
    </message>
    <message>
        <source>ones</source>
        <translation>1</translation>
    </message>
    <message>
        <source>zeros</source>
        <translation>0</translation>
    </message>
    <message>
        <source>Set initializer of {name}.{parameter}</source>
        <translation>{name}.{parameter}의 초기화 방법 설정</translation>
    </message>
</context>
<context>
    <name>InputView</name>
    <message>
        <source>Input</source>
        <translation>입력</translation>
    </message>
    <message>
        <source>Data set</source>
        <translation>데이터셋</translation>
    </message>
    <message>
        <source>How the samples are split and prepared is set in the experiment&apos;s settings, under Data.</source>
        <translation>샘플을 나누고 준비하는 방법은 실험 설정의 &apos;데이터&apos;에서 정합니다.</translation>
    </message>
    <message>
        <source>Samples and targets</source>
        <translation>샘플과 목표값</translation>
    </message>
    <message>
        <source>Samples</source>
        <translation>샘플</translation>
    </message>
    <message>
        <source>Sample shape</source>
        <translation>샘플 형태</translation>
    </message>
    <message>
        <source>Shape as fed</source>
        <translation>입력되는 형태</translation>
    </message>
    <message>
        <source>Classes</source>
        <translation>클래스</translation>
    </message>
    <message>
        <source>Numbers to predict</source>
        <translation>예측할 수</translation>
    </message>
</context>
<context>
    <name>Keys</name>
    <message>
        <source>A group keeps its place. Open it to move the layers in it.</source>
        <translation>그룹은 제자리에 있습니다. 안의 층을 옮기려면 펼치세요.</translation>
    </message>
</context>
<context>
    <name>LayerChoice</name>
    <message>
        <source>Which layer to show</source>
        <translation>어느 층을 볼지 정합니다</translation>
    </message>
    <message>
        <source>Layer</source>
        <translation>층</translation>
    </message>
    <message>
        <source>Input</source>
        <translation>입력</translation>
    </message>
    <message>
        <source>Selected layer</source>
        <translation>선택한 층</translation>
    </message>
    <message>
        <source>{layer} (none selected)</source>
        <translation>{layer}(선택 없음)</translation>
    </message>
</context>
<context>
    <name>LayerChooser</name>
    <message>
        <source>Insert layers</source>
        <translation>층 넣기</translation>
    </message>
    <message>
        <source>Name of the layer to insert, with its values</source>
        <translation>넣을 층의 이름과 값</translation>
    </message>
    <message>
        <source>Layers found</source>
        <translation>찾은 층</translation>
    </message>
    <message>
        <source>No layer is called “{name}”.</source>
        <translation>“{name}”(이)라는 층은 없습니다.</translation>
    </message>
</context>
<context>
    <name>LayerGroups</name>
    <message>
        <source>Core</source>
        <translation>기본</translation>
    </message>
    <message>
        <source>Activation</source>
        <translation>활성화</translation>
    </message>
    <message>
        <source>Normalisation</source>
        <translation>정규화</translation>
    </message>
    <message>
        <source>Regularisation</source>
        <translation>규제</translation>
    </message>
    <message>
        <source>Merge</source>
        <translation>합치기</translation>
    </message>
    <message>
        <source>Templates</source>
        <translation>템플릿</translation>
    </message>
</context>
<context>
    <name>LayerHistograms</name>
    <message>
        <source>activations</source>
        <translation>활성값</translation>
    </message>
    <message>
        <source>weights</source>
        <translation>가중치</translation>
    </message>
    <message>
        <source>gradients</source>
        <translation>기울기</translation>
    </message>
    <message>
        <source>{layer}, {kind}: from {low} to {high}, mean {mean}, standard deviation {deviation}</source>
        <translation>{layer}, {kind}: {low}에서 {high}까지, 평균 {mean}, 표준편차 {deviation}</translation>
    </message>
    <message>
        <source>{n} % of the units are dead: zero for every sample of the batch</source>
        <translation>유닛의 {n} %가 죽음: 배치의 모든 샘플에 0</translation>
    </message>
    <message>
        <source>{n} % of the outputs are saturated</source>
        <translation>출력의 {n} %가 포화</translation>
    </message>
</context>
<context>
    <name>LayerTree</name>
    <message>
        <source>Layers</source>
        <translation>층</translation>
    </message>
</context>
<context>
    <name>LayersBox</name>
    <message>
        <source>All layers</source>
        <translation>모든 층</translation>
    </message>
    <message>
        <source>mixed</source>
        <translation>여러 값</translation>
    </message>
</context>
<context>
    <name>LayersModel</name>
    <message>
        <source>Parameters</source>
        <translation>파라미터</translation>
    </message>
    <message>
        <source>Multiply-adds per sample</source>
        <translation>샘플당 곱셈-덧셈 연산</translation>
    </message>
    <message>
        <source>Memory per sample in bytes</source>
        <translation>샘플당 메모리(바이트)</translation>
    </message>
    <message>
        <source>Problems</source>
        <translation>문제</translation>
    </message>
    <message>
        <source>{n} parameters</source>
        <translation>파라미터 {n}개</translation>
    </message>
    <message>
        <source>{n} multiply-adds per sample</source>
        <translation>샘플당 곱셈-덧셈 연산 {n}회</translation>
    </message>
    <message>
        <source>{n} bytes per sample</source>
        <translation>샘플당 {n}바이트</translation>
    </message>
    <message>
        <source>{share} of the network&apos;s {total}</source>
        <translation>신경망 {total}의 {share}</translation>
    </message>
    <message>
        <source>Layer</source>
        <translation>층</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>종류</translation>
    </message>
    <message>
        <source>Shapes</source>
        <translation>형태</translation>
    </message>
    <message>
        <source>Learnables</source>
        <translation>학습 대상</translation>
    </message>
    <message>
        <source>Multiply-adds</source>
        <translation>곱셈-덧셈 연산</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>메모리</translation>
    </message>
    <message>
        <source>In order of execution. A click on a heading sorts by it, a third one brings this order back.</source>
        <translation>실행 순서입니다. 제목을 클릭하면 그 값으로 정렬하고, 세 번째 클릭하면 이 순서로 돌아옵니다.</translation>
    </message>
    <message>
        <source>What kind of layer it is</source>
        <translation>어떤 종류의 층인지</translation>
    </message>
    <message>
        <source>What comes in and what goes out, without the batch</source>
        <translation>들어오는 것과 나가는 것의 형태(배치 제외)</translation>
    </message>
    <message>
        <source>The learned arrays with their shapes</source>
        <translation>학습되는 배열과 그 형태</translation>
    </message>
    <message>
        <source>Numbers that training may change, and their share of the network&apos;s</source>
        <translation>학습이 바꿀 수 있는 수의 개수와 신경망에서 차지하는 비율</translation>
    </message>
    <message>
        <source>Multiplications with additions of one sample&apos;s forward pass, and their share of the network&apos;s</source>
        <translation>샘플 하나의 순전파에서 하는 곱셈과 덧셈, 신경망에서 차지하는 비율</translation>
    </message>
    <message>
        <source>What one sample&apos;s output takes, with what the pass keeps besides, and its share</source>
        <translation>샘플 하나의 출력과 순전파가 따로 보관하는 것, 그 비율</translation>
    </message>
</context>
<context>
    <name>Legend</name>
    <message>
        <source>Curves that have no room here</source>
        <translation>여기에 자리가 없는 곡선</translation>
    </message>
    <message>
        <source>Legend</source>
        <translation>범례</translation>
    </message>
    <message>
        <source>{n} more</source>
        <translation>{n}개 더</translation>
    </message>
    <message>
        <source>{n} curves</source>
        <translation>곡선 {n}개</translation>
    </message>
    <message>
        <source>Mean of {count} seeds</source>
        <translation>시드 {count}개의 평균</translation>
    </message>
    <message>
        <source>Mean over {names}; the band reaches from the lowest to the highest</source>
        <translation>{names}의 평균이며, 띠는 가장 낮은 값에서 가장 높은 값까지입니다</translation>
    </message>
    <message>
        <source>Show {name} or hide it; a double click renames it, the right button also forgets</source>
        <translation>{name} 보이기 또는 숨기기. 두 번 클릭하면 이름을 바꾸고, 오른쪽 버튼으로 지울 수도 있습니다</translation>
    </message>
    <message>
        <source>Show the present run, {name}, or hide it; a double click renames it</source>
        <translation>현재 실행 {name} 보이기 또는 숨기기. 두 번 클릭하면 이름을 바꿉니다</translation>
    </message>
    <message>
        <source>&amp;Rename</source>
        <translation>이름 바꾸기(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Forget this run</source>
        <translation>이 실행 지우기(&amp;F)</translation>
    </message>
</context>
<context>
    <name>ListEditor</name>
    <message>
        <source>separated by commas</source>
        <translation>쉼표로 구분</translation>
    </message>
</context>
<context>
    <name>Log</name>
    <message>
        <source>Something went wrong inside Descent; you can go on working. The details are in {file}</source>
        <translation>Descent 안에서 문제가 생겼지만 계속 작업할 수 있습니다. 자세한 내용: {file}</translation>
    </message>
</context>
<context>
    <name>Looks</name>
    <message>
        <source>{count} samples</source>
        <translation>샘플 {count}개</translation>
    </message>
    <message>
        <source>{count} layers</source>
        <translation>층 {count}개</translation>
    </message>
    <message>
        <source>1 unit</source>
        <translation>유닛 1개</translation>
    </message>
    <message>
        <source>1 filter</source>
        <translation>필터 1개</translation>
    </message>
    <message>
        <source>{value} {name}</source>
        <translation>{name} {value}</translation>
    </message>
</context>
<context>
    <name>LossView</name>
    <message>
        <source>Training</source>
        <translation>훈련</translation>
    </message>
    <message>
        <source>Validation</source>
        <translation>검증</translation>
    </message>
    <message>
        <source>Batch</source>
        <translation>배치</translation>
    </message>
    <message>
        <source>k nearest neighbours minimises no loss. Its accuracy tells how good it is.</source>
        <translation>k-최근접 이웃은 손실을 줄이지 않습니다. 얼마나 잘하는지는 정확도가 알려 줍니다.</translation>
    </message>
    <message>
        <source>Loss will appear here once you press Train: how far answers are from their targets.</source>
        <translation>학습을 누르면 손실이 여기에 나타납니다. 답이 목표값에서 얼마나 먼지 보여 줍니다.</translation>
    </message>
</context>
<context>
    <name>Loupe</name>
    <message>
        <source>Picture and value under the cursor</source>
        <translation>커서 아래의 그림과 값</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Run</source>
        <translation>실행</translation>
    </message>
    <message>
        <source>Loading...</source>
        <translation>불러오는 중...</translation>
    </message>
    <message>
        <source>Untitled</source>
        <translation>제목 없음</translation>
    </message>
    <message>
        <source>Descent was not ended properly. Unsaved edits of {name} were kept ({when}).</source>
        <translation>Descent가 제대로 끝나지 않았습니다. 저장하지 않은 {name}의 편집이 남아 있습니다({when}).</translation>
    </message>
    <message>
        <source>Recover</source>
        <translation>복구</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>버리기</translation>
    </message>
</context>
<context>
    <name>ManyView</name>
    <message>
        <source>{count} layers</source>
        <translation>층 {count}개</translation>
    </message>
    <message>
        <source>{count} × {layer}</source>
        <translation>{layer} × {count}</translation>
    </message>
    <message>
        <source>An edit here changes all of them.</source>
        <translation>여기서 고치면 모두 바뀝니다.</translation>
    </message>
    <message>
        <source>and {n} more</source>
        <translation>외 {n}개</translation>
    </message>
    <message>
        <source>Select layers of one kind to edit them together.</source>
        <translation>함께 고치려면 같은 종류의 층을 선택하세요.</translation>
    </message>
    <message>
        <source>Training of these layers</source>
        <translation>이 층들의 학습</translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation>파라미터</translation>
    </message>
    <message>
        <source>Multiply-adds</source>
        <translation>곱셈-덧셈 연산</translation>
    </message>
    <message>
        <source>{n} per sample</source>
        <translation>샘플당 {n}</translation>
    </message>
</context>
<context>
    <name>MapTiles</name>
    <message>
        <source>Feature maps of the layers</source>
        <translation>층의 특징 맵</translation>
    </message>
    <message>
        <source>Input</source>
        <translation>입력</translation>
    </message>
    <message>
        <source>{layer}, number {index}</source>
        <translation>{layer}, {index}번</translation>
    </message>
    <message>
        <source>row {row}, column {column}</source>
        <translation>{row}행 {column}열</translation>
    </message>
    <message>
        <source>{layer}, map {channel}, {place}</source>
        <translation>{layer}, 맵 {channel}, {place}</translation>
    </message>
    <message>
        <source>{low} to {high}</source>
        <translation>{low}에서 {high}까지</translation>
    </message>
</context>
<context>
    <name>Marks</name>
    <message>
        <source>{title} {old} → {new}</source>
        <translation>{title} {old} → {new}</translation>
    </message>
</context>
<context>
    <name>Matrix</name>
    <message>
        <source>Confusion matrix</source>
        <translation>혼동 행렬</translation>
    </message>
    <message>
        <source>{right} taken for {predicted}: {count} of {own} ({share} %)</source>
        <translation>{right}을(를) {predicted}(으)로 답함: {own}개 중 {count}개({share} %)</translation>
    </message>
    <message>
        <source>{right} recognised: {count} of {own} ({share} %)</source>
        <translation>{right}을(를) 맞힘: {own}개 중 {count}개({share} %)</translation>
    </message>
    <message>
        <source>Answer {predicted}, but it was {right}: {count} of {own} ({share} %)</source>
        <translation>답은 {predicted}, 정답은 {right}: {own}개 중 {count}개({share} %)</translation>
    </message>
    <message>
        <source>Answer {predicted}, and it was: {count} of {own} ({share} %)</source>
        <translation>답은 {predicted}, 정답도 같음: {own}개 중 {count}개({share} %)</translation>
    </message>
    <message>
        <source>Predicted class</source>
        <translation>예측 클래스</translation>
    </message>
    <message>
        <source>True class</source>
        <translation>실제 클래스</translation>
    </message>
    <message>
        <source>The arrow keys choose a cell, Escape lets it go</source>
        <translation>화살표 키로 칸을 고르고 Esc로 선택을 풉니다</translation>
    </message>
</context>
<context>
    <name>MemberCard</name>
    <message>
        <source>Move {member} up</source>
        <translation>{member} 위로 옮기기</translation>
    </message>
    <message>
        <source>Move {member} down</source>
        <translation>{member} 아래로 옮기기</translation>
    </message>
    <message>
        <source>Remove {member}</source>
        <translation>{member} 빼기</translation>
    </message>
</context>
<context>
    <name>MembersList</name>
    <message>
        <source>Add</source>
        <translation>추가</translation>
    </message>
    <message>
        <source>Add to {list}</source>
        <translation>{list}에 추가</translation>
    </message>
    <message>
        <source>Remove {member}</source>
        <translation>{member} 빼기</translation>
    </message>
    <message>
        <source>Move {member}</source>
        <translation>{member} 옮기기</translation>
    </message>
    <message>
        <source>Add {member}</source>
        <translation>{member} 추가</translation>
    </message>
</context>
<context>
    <name>Menus</name>
    <message>
        <source>&amp;File</source>
        <translation>파일(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>편집(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>보기(&amp;V)</translation>
    </message>
    <message>
        <source>&amp;Run</source>
        <translation>실행(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>도움말(&amp;H)</translation>
    </message>
    <message>
        <source>&amp;New</source>
        <translation>새로 만들기(&amp;N)</translation>
    </message>
    <message>
        <source>Empty network &amp;on</source>
        <translation>데이터를 골라 빈 신경망(&amp;O)</translation>
    </message>
    <message>
        <source>Arrang&amp;e</source>
        <translation>정렬(&amp;E)</translation>
    </message>
    <message>
        <source>Train with se&amp;veral seeds</source>
        <translation>여러 시드로 학습(&amp;V)</translation>
    </message>
    <message>
        <source>Open &amp;recent</source>
        <translation>최근 파일 열기(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Look</source>
        <translation>모양(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Density</source>
        <translation>밀도(&amp;D)</translation>
    </message>
    <message>
        <source>Lang&amp;uage</source>
        <translation>언어(&amp;U)</translation>
    </message>
    <message>
        <source>&amp;System</source>
        <translation>시스템 설정(&amp;S)</translation>
    </message>
    <message>
        <source>Start from a network without layers on these data</source>
        <translation>이 데이터에서 층이 없는 신경망으로 시작합니다</translation>
    </message>
    <message>
        <source>No recent files</source>
        <translation>최근 파일 없음</translation>
    </message>
</context>
<context>
    <name>MessageBar</name>
    <message>
        <source>Warning</source>
        <translation>경고</translation>
    </message>
    <message>
        <source>Close this message</source>
        <translation>이 알림 닫기</translation>
    </message>
</context>
<context>
    <name>MetricsView</name>
    <message>
        <source>Which figures to show</source>
        <translation>어떤 수치를 볼지 정합니다</translation>
    </message>
    <message>
        <source>Metric</source>
        <translation>지표</translation>
    </message>
    <message>
        <source>{figure}, class {number}</source>
        <translation>{figure}, 클래스 {number}</translation>
    </message>
    <message>
        <source>The experiment names no metrics. Add one under Training, Metrics, and it is measured after each epoch.</source>
        <translation>실험에 지표가 없습니다. &apos;학습&apos;의 &apos;지표&apos;에 넣으면 에포크마다 잽니다.</translation>
    </message>
    <message>
        <source>The experiment&apos;s metrics will appear here once you press Train, epoch by epoch.</source>
        <translation>학습을 누르면 실험의 지표가 에포크마다 여기에 나타납니다.</translation>
    </message>
    <message>
        <source>Figure</source>
        <translation>수치</translation>
    </message>
    <message>
        <source>All metrics</source>
        <translation>모든 지표</translation>
    </message>
</context>
<context>
    <name>Microscope</name>
    <message>
        <source>Input</source>
        <translation>입력</translation>
    </message>
    <message>
        <source>Gradient there</source>
        <translation>그곳의 기울기</translation>
    </message>
    <message>
        <source>Sample {n} of the batch, number {origin} of the training samples, as the network sees it, and how the loss changes with each of its numbers.</source>
        <translation>배치의 {n}번째 샘플(훈련 샘플 {origin}번)을 신경망이 보는 모습과, 그 각 수에 따라 손실이 변하는 정도입니다.</translation>
    </message>
    <message>
        <source>Output</source>
        <translation>출력</translation>
    </message>
    <message>
        <source>{n} terms</source>
        <translation>항 {n}개</translation>
    </message>
    <message>
        <source>Forward: the chosen output is computed from the inputs of sample {n}.</source>
        <translation>순전파: 고른 출력을 샘플 {n}의 입력에서 계산합니다.</translation>
    </message>
    <message>
        <source>Upstream</source>
        <translation>상류</translation>
    </message>
    <message>
        <source>Local</source>
        <translation>국소</translation>
    </message>
    <message>
        <source>Product</source>
        <translation>곱</translation>
    </message>
    <message>
        <source>upstream · local</source>
        <translation>상류 · 국소</translation>
    </message>
    <message>
        <source>product</source>
        <translation>곱</translation>
    </message>
    <message>
        <source>Passed on</source>
        <translation>전달되는 값</translation>
    </message>
    <message>
        <source>the sum over all outputs</source>
        <translation>모든 출력에 걸친 합</translation>
    </message>
    <message>
        <source>Backward: the walk begins here. How the mean loss of the batch changes with each score of this sample.</source>
        <translation>역전파: 여기서 시작합니다. 이 샘플의 점수마다 배치의 평균 손실이 얼마나 변하는지 봅니다.</translation>
    </message>
    <message>
        <source>Backward: what arrives from behind, times the node&apos;s own slope, is passed on to its input.</source>
        <translation>역전파: 뒤에서 온 것에 노드 자신의 기울기를 곱해 입력으로 전달합니다.</translation>
    </message>
    <message>
        <source>This output depends on the other samples of the batch as well; dL/dx holds what they add.</source>
        <translation>이 출력은 배치의 다른 샘플에도 달려 있습니다. 그 몫은 dL/dx에 들어 있습니다.</translation>
    </message>
    <message>
        <source>Gradient</source>
        <translation>기울기</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>변화</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>결과</translation>
    </message>
    <message>
        <source>of the mean loss</source>
        <translation>평균 손실의</translation>
    </message>
    <message>
        <source>Central differences</source>
        <translation>중심 차분</translation>
    </message>
    <message>
        <source>This layer is frozen: it has a gradient, but is not trained.</source>
        <translation>이 층은 고정되어 있습니다. 기울기는 있지만 학습하지 않습니다.</translation>
    </message>
    <message>
        <source>Loss or gradient are no finite numbers, so that no step will be made.</source>
        <translation>손실이나 기울기가 유한한 수가 아니어서 스텝을 하지 않습니다.</translation>
    </message>
    <message>
        <source>The update: {optimizer}, line by line, with the numbers of the next step.</source>
        <translation>갱신: {optimizer}을(를) 한 줄씩, 다음 스텝의 수로 보여 줍니다.</translation>
    </message>
    <message>
        <source>{optimizer} looks at the loss of all samples in several places and moves all parameters together, so no formula gives one of them alone. Below: its code.</source>
        <translation>{optimizer}은(는) 여러 곳에서 모든 샘플의 손실을 보고 모든 파라미터를 함께 옮기므로, 하나만을 위한 식이 없습니다. 아래는 그 코드입니다.</translation>
    </message>
    <message>
        <source>NumPy</source>
        <translation>NumPy</translation>
    </message>
    <message>
        <source>the sum over all outputs and the {n} samples of the batch</source>
        <translation>모든 출력과 배치의 샘플 {n}개에 걸친 합</translation>
    </message>
    <message>
        <source>one term for each of the {n} samples of the batch, over all outputs</source>
        <translation>배치의 샘플 {n}개마다 항 하나, 모든 출력에 걸쳐</translation>
    </message>
    <message>
        <source>Backward: what arrives from behind, times how much the output moves with the parameter.</source>
        <translation>역전파: 뒤에서 온 것에, 파라미터에 따라 출력이 움직이는 정도를 곱합니다.</translation>
    </message>
    <message>
        <source>Scores</source>
        <translation>점수</translation>
    </message>
    <message>
        <source>Probabilities</source>
        <translation>확률</translation>
    </message>
    <message>
        <source>Target</source>
        <translation>목표값</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>손실</translation>
    </message>
    <message>
        <source>Loss of this sample alone</source>
        <translation>이 샘플만의 손실</translation>
    </message>
    <message>
        <source>Mean over the {n} samples of the batch</source>
        <translation>배치의 샘플 {n}개에 걸친 평균</translation>
    </message>
    <message>
        <source>The loss says how far the scores are from the target.</source>
        <translation>손실은 점수가 목표값에서 얼마나 먼지 나타냅니다.</translation>
    </message>
    <message>
        <source>From {nodes}</source>
        <translation>{nodes}에서</translation>
    </message>
    <message>
        <source>base rate</source>
        <translation>기본 학습률</translation>
    </message>
    <message>
        <source>the layer&apos;s multiplier</source>
        <translation>층의 배수</translation>
    </message>
    <message>
        <source>Rate</source>
        <translation>학습률</translation>
    </message>
</context>
<context>
    <name>MicroscopeBar</name>
    <message>
        <source>Forward</source>
        <translation>순전파</translation>
    </message>
    <message>
        <source>Backward</source>
        <translation>역전파</translation>
    </message>
    <message>
        <source>Update</source>
        <translation>갱신</translation>
    </message>
    <message>
        <source>What the node computes (F)</source>
        <translation>노드가 계산하는 것 (F)</translation>
    </message>
    <message>
        <source>How the gradient passes through it (B)</source>
        <translation>기울기가 노드를 지나는 방법 (B)</translation>
    </message>
    <message>
        <source>How its parameters will change (U)</source>
        <translation>노드의 파라미터가 바뀌는 방법 (U)</translation>
    </message>
    <message>
        <source>To which input or parameter the gradient is carried</source>
        <translation>기울기를 어느 입력이나 파라미터로 전할지</translation>
    </message>
    <message>
        <source>Gradient of</source>
        <translation>기울기의 대상</translation>
    </message>
    <message>
        <source>Sample</source>
        <translation>샘플</translation>
    </message>
    <message>
        <source>Which sample of the batch (Page Up, Page Down)</source>
        <translation>배치의 어느 샘플인지 (Page Up, Page Down)</translation>
    </message>
    <message>
        <source>Go to the strongest gradient of this sample (S)</source>
        <translation>이 샘플의 가장 큰 기울기로 가기 (S)</translation>
    </message>
    <message>
        <source>Do this step (Space)</source>
        <translation>이 스텝 하기 (Space)</translation>
    </message>
    <message>
        <source> of {n}</source>
        <translation> / {n}</translation>
    </message>
</context>
<context>
    <name>MicroscopeView</name>
    <message>
        <source>Previous node (Left)</source>
        <translation>이전 노드 (왼쪽 화살표)</translation>
    </message>
    <message>
        <source>Next node (Right)</source>
        <translation>다음 노드 (오른쪽 화살표)</translation>
    </message>
    <message>
        <source>Which node to look at</source>
        <translation>어느 노드를 볼지</translation>
    </message>
    <message>
        <source>Node</source>
        <translation>노드</translation>
    </message>
    <message>
        <source>Numbers</source>
        <translation>수</translation>
    </message>
    <message>
        <source>Calculation</source>
        <translation>계산</translation>
    </message>
    <message>
        <source>Input</source>
        <translation>입력</translation>
    </message>
    <message>
        <source>k nearest neighbours has no gradients to look at. A network of layers has.</source>
        <translation>k-최근접 이웃에는 볼 기울기가 없습니다. 층이 있는 신경망에는 있습니다.</translation>
    </message>
    <message>
        <source>Step {n} comes next · L = {loss}</source>
        <translation>다음은 스텝 {n} · L = {loss}</translation>
    </message>
    <message>
        <source>{node} has no parameters, so there is nothing to update here. Left and Right lead on.</source>
        <translation>{node}에는 파라미터가 없어 갱신할 것이 없습니다. 왼쪽과 오른쪽 화살표로 이동하세요.</translation>
    </message>
    <message>
        <source>One moment…</source>
        <translation>잠시만 기다리세요…</translation>
    </message>
    <message>
        <source>to the input</source>
        <translation>입력으로</translation>
    </message>
    <message>
        <source>to {source}</source>
        <translation>{source}(으)로</translation>
    </message>
    <message>
        <source>Array</source>
        <translation>배열</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>자리</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>값</translation>
    </message>
</context>
<context>
    <name>Minimap</name>
    <message>
        <source>Minimap</source>
        <translation>미니맵</translation>
    </message>
    <message>
        <source>Click or drag to move the view.</source>
        <translation>클릭하거나 끌어서 화면을 옮깁니다.</translation>
    </message>
</context>
<context>
    <name>ModelPicker</name>
    <message>
        <source>Network</source>
        <translation>신경망</translation>
    </message>
    <message>
        <source>k nearest neighbours</source>
        <translation>k-최근접 이웃</translation>
    </message>
    <message>
        <source>Layers, whose weights are learned. Build them on the canvas.</source>
        <translation>가중치를 배우는 층들입니다. 캔버스에서 만듭니다.</translation>
    </message>
    <message>
        <source>A baseline without learning: answers with the vote of the k training samples nearest to what is asked.</source>
        <translation>배우지 않는 기준선입니다. 묻는 것에 가장 가까운 훈련 샘플 k개의 투표로 답합니다.</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>모델</translation>
    </message>
    <message>
        <source>What learns from the data, or stands beside it for comparison</source>
        <translation>데이터에서 배우거나, 비교를 위해 곁에 두는 것</translation>
    </message>
    <message>
        <source>Loss, optimizer, schedule, regularizers and training play no part: nothing is learned.</source>
        <translation>손실, 옵티마이저, 스케줄, 규제, 학습 설정은 쓰이지 않습니다. 배우는 것이 없습니다.</translation>
    </message>
    <message>
        <source>{model}, k = {k}</source>
        <translation>{model}, k = {k}</translation>
    </message>
    <message>
        <source>1 layer</source>
        <translation>층 1개</translation>
    </message>
    <message>
        <source>{n} layers</source>
        <translation>층 {n}개</translation>
    </message>
    <message>
        <source>{model}, {layers}</source>
        <translation>{model}, {layers}</translation>
    </message>
    <message>
        <source>Set model to {model}</source>
        <translation>모델을 {model}(으)로 설정</translation>
    </message>
</context>
<context>
    <name>NeighboursView</name>
    <message>
        <source>k nearest neighbours</source>
        <translation>k-최근접 이웃</translation>
    </message>
    <message>
        <source>It keeps the training samples and has no layers to select.</source>
        <translation>훈련 샘플을 간직하며, 선택할 층이 없습니다.</translation>
    </message>
    <message>
        <source>Samples</source>
        <translation>샘플</translation>
    </message>
    <message>
        <source>Shape as fed</source>
        <translation>입력되는 형태</translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation>파라미터</translation>
    </message>
    <message>
        <source>none</source>
        <translation>없음</translation>
    </message>
</context>
<context>
    <name>NetworkEdits</name>
    <message>
        <source>Insert {count} layers</source>
        <translation>층 {count}개 넣기</translation>
    </message>
    <message>
        <source>Insert {layer}</source>
        <translation>{layer} 넣기</translation>
    </message>
    <message>
        <source>Delete {layer}</source>
        <translation>{layer} 삭제</translation>
    </message>
    <message>
        <source>Delete {count} layers</source>
        <translation>층 {count}개 삭제</translation>
    </message>
    <message>
        <source>Connect {source} to {target}</source>
        <translation>{source}을(를) {target}에 연결</translation>
    </message>
    <message>
        <source>Add {source} to the wire</source>
        <translation>{source}을(를) 연결선에 더하기</translation>
    </message>
    <message>
        <source>Disconnect {source} from {target}</source>
        <translation>{source}과(와) {target}의 연결 끊기</translation>
    </message>
    <message>
        <source>Move {layer} later</source>
        <translation>{layer} 뒤로 옮기기</translation>
    </message>
    <message>
        <source>Move {layer} earlier</source>
        <translation>{layer} 앞으로 옮기기</translation>
    </message>
    <message>
        <source>Move {layer}</source>
        <translation>{layer} 옮기기</translation>
    </message>
    <message>
        <source>Rename {layer}</source>
        <translation>{layer} 이름 바꾸기</translation>
    </message>
    <message>
        <source>Move {count} layers</source>
        <translation>층 {count}개 옮기기</translation>
    </message>
    <message>
        <source>Arrange automatically</source>
        <translation>자동 정렬</translation>
    </message>
    <message>
        <source>What comes out of {layer} is not known before its problem is mended.</source>
        <translation>{layer}의 문제를 해결해야 무엇이 나오는지 알 수 있습니다.</translation>
    </message>
</context>
<context>
    <name>NetworkView</name>
    <message>
        <source>Network</source>
        <translation>신경망</translation>
    </message>
    <message>
        <source>Select a layer on the canvas to see and change its settings.</source>
        <translation>캔버스에서 층을 선택하면 설정을 보고 바꿀 수 있습니다.</translation>
    </message>
    <message>
        <source>Layers</source>
        <translation>층</translation>
    </message>
    <message>
        <source>Shape</source>
        <translation>형태</translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation>파라미터</translation>
    </message>
    <message>
        <source>Multiply-adds</source>
        <translation>곱셈-덧셈 연산</translation>
    </message>
    <message>
        <source>{n} per sample</source>
        <translation>샘플당 {n}</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>메모리</translation>
    </message>
    <message>
        <source>{size} per training step</source>
        <translation>학습 스텝당 {size}</translation>
    </message>
</context>
<context>
    <name>NeuronSheet</name>
    <message>
        <source>Neurons</source>
        <translation>뉴런</translation>
    </message>
    <message>
        <source>Orange: negative, blue: positive; each layer on a scale of its own.</source>
        <translation>주황: 음수, 파랑: 양수. 층마다 눈금이 다릅니다.</translation>
    </message>
    <message>
        <source>{layer}, neuron {number}: from {low:.4g} to {high:.4g}</source>
        <translation>{layer}, 뉴런 {number}: {low:.4g}에서 {high:.4g}까지</translation>
    </message>
    <message>
        <source>{shown} of {all} neurons</source>
        <translation>뉴런 {all}개 중 {shown}개</translation>
    </message>
    <message>
        <source>Point at a neuron to see it large.</source>
        <translation>뉴런을 가리키면 크게 보입니다.</translation>
    </message>
</context>
<context>
    <name>NeuronsView</name>
    <message>
        <source>k nearest neighbours has no neurons.</source>
        <translation>k-최근접 이웃에는 뉴런이 없습니다.</translation>
    </message>
    <message>
        <source>Pictures of the neurons over the input plane need two input numbers; this data set has {numbers}. {sets} have two.</source>
        <translation>입력 평면 위의 뉴런 그림에는 입력 수 두 개가 필요하지만 이 데이터셋은 {numbers}개입니다. 둘인 데이터셋: {sets}.</translation>
    </message>
    <message>
        <source>x</source>
        <translation>x</translation>
    </message>
    <message>
        <source>y</source>
        <translation>y</translation>
    </message>
</context>
<context>
    <name>NodeView</name>
    <message>
        <source>Training of this layer</source>
        <translation>이 층의 학습</translation>
    </message>
    <message>
        <source>Initialisation</source>
        <translation>초기화</translation>
    </message>
    <message>
        <source>Shapes and cost</source>
        <translation>형태와 비용</translation>
    </message>
    <message>
        <source>Id in the file</source>
        <translation>파일에서의 id</translation>
    </message>
    <message>
        <source>Output</source>
        <translation>출력</translation>
    </message>
    <message>
        <source>not known until the problem is solved</source>
        <translation>문제를 해결해야 알 수 있음</translation>
    </message>
    <message>
        <source>Shape</source>
        <translation>형태</translation>
    </message>
    <message>
        <source>{name} (state)</source>
        <translation>{name}(상태)</translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation>파라미터</translation>
    </message>
    <message>
        <source>Multiply-adds</source>
        <translation>곱셈-덧셈 연산</translation>
    </message>
    <message>
        <source>{n} per sample</source>
        <translation>샘플당 {n}</translation>
    </message>
    <message>
        <source>Output memory</source>
        <translation>출력 메모리</translation>
    </message>
    <message>
        <source>{size} per sample</source>
        <translation>샘플당 {size}</translation>
    </message>
</context>
<context>
    <name>Noting</name>
    <message>
        <source>Note; Enter keeps it</source>
        <translation>메모. Enter로 남깁니다</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>메모</translation>
    </message>
    <message>
        <source>Remove note</source>
        <translation>메모 지우기</translation>
    </message>
    <message>
        <source>Add note</source>
        <translation>메모 추가</translation>
    </message>
    <message>
        <source>Change note</source>
        <translation>메모 고치기</translation>
    </message>
</context>
<context>
    <name>OverTime</name>
    <message>
        <source>step</source>
        <translation>스텝</translation>
    </message>
    <message>
        <source>steps {first} to {last}</source>
        <translation>스텝 {first}에서 {last}까지</translation>
    </message>
    <message>
        <source>the darker, the more values</source>
        <translation>짙을수록 값이 많음</translation>
    </message>
    <message>
        <source>median, and 50, 90, 100 % of the values</source>
        <translation>중앙값, 값의 50, 90, 100 %</translation>
    </message>
</context>
<context>
    <name>PaceMenu</name>
    <message>
        <source>Spee&amp;d</source>
        <translation>속도(&amp;D)</translation>
    </message>
    <message>
        <source>Full speed</source>
        <translation>최고 속도</translation>
    </message>
    <message>
        <source>1 step a second</source>
        <translation>초당 1스텝</translation>
    </message>
    <message>
        <source>1 step in {seconds} seconds</source>
        <translation>{seconds}초에 1스텝</translation>
    </message>
    <message>
        <source>{n} steps a second</source>
        <translation>초당 {n}스텝</translation>
    </message>
</context>
<context>
    <name>Pad</name>
    <message>
        <source>Drawing pad</source>
        <translation>그리기 판</translation>
    </message>
    <message>
        <source>Arrows move the pen, Space puts it down and lifts it, Backspace undoes a stroke, Delete clears</source>
        <translation>화살표로 펜을 움직이고, Space로 펜을 대거나 떼고, Backspace로 획을 되돌리고, Delete로 지웁니다</translation>
    </message>
    <message>
        <source>Draw with the mouse; or with the arrow keys, Space puts the pen down and lifts it</source>
        <translation>마우스로 그리세요. 화살표 키로도 그릴 수 있으며 Space로 펜을 대거나 뗍니다</translation>
    </message>
    <message>
        <source>Draw here</source>
        <translation>여기에 그리세요</translation>
    </message>
</context>
<context>
    <name>PalettePanel</name>
    <message>
        <source>Find a layer</source>
        <translation>층 찾기</translation>
    </message>
    <message>
        <source>Enter inserts the layer that is found; Down goes to the list.</source>
        <translation>Enter를 누르면 찾은 층을 넣고, 아래 화살표를 누르면 목록으로 갑니다.</translation>
    </message>
    <message>
        <source>This model has no layers. Choose Network under Model first.</source>
        <translation>이 모델에는 층이 없습니다. 먼저 &apos;모델&apos;에서 신경망을 고르세요.</translation>
    </message>
    <message>
        <source>No layer matches “{query}”.</source>
        <translation>“{query}”에 맞는 층이 없습니다.</translation>
    </message>
</context>
<context>
    <name>PausePage</name>
    <message>
        <source>Pause to look through the microscope.</source>
        <translation>현미경으로 보려면 일시 정지하세요.</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>일시 정지</translation>
    </message>
</context>
<context>
    <name>PenaltyPreview</name>
    <message>
        <source>Penalty over a weight</source>
        <translation>가중치에 따른 벌점</translation>
    </message>
    <message>
        <source>Penalty</source>
        <translation>벌점</translation>
    </message>
    <message>
        <source>Pull</source>
        <translation>당기는 힘</translation>
    </message>
    <message>
        <source>{member} of a weight of 1: penalty {penalty}, pull {pull}; of 0.1: {small}, {small_pull}.</source>
        <translation>{member}: 가중치가 1이면 벌점 {penalty}, 당기는 힘 {pull}. 0.1이면 {small}, {small_pull}.</translation>
    </message>
    <message>
        <source>weight {w}</source>
        <translation>가중치 {w}</translation>
    </message>
</context>
<context>
    <name>PictureGrid</name>
    <message>
        <source>Pictures of the samples</source>
        <translation>샘플의 그림</translation>
    </message>
    <message>
        <source>sample {number}</source>
        <translation>샘플 {number}</translation>
    </message>
</context>
<context>
    <name>Place</name>
    <message>
        <source>Inside: what fits the data</source>
        <translation>내부: 데이터에 맞는 보기</translation>
    </message>
    <message>
        <source>Another view beside</source>
        <translation>옆에 보기 하나 더</translation>
    </message>
    <message>
        <source>There is no room for another view: close one, or make the window wider.</source>
        <translation>보기를 더 놓을 자리가 없습니다. 하나를 닫거나 창을 넓히세요.</translation>
    </message>
    <message>
        <source>Close this view</source>
        <translation>이 보기 닫기</translation>
    </message>
</context>
<context>
    <name>PlotsPanel</name>
    <message>
        <source>Plots</source>
        <translation>그래프</translation>
    </message>
    <message>
        <source>Live views, side by side</source>
        <translation>나란히 놓인 실시간 보기</translation>
    </message>
</context>
<context>
    <name>PredictionsView</name>
    <message>
        <source>Samples</source>
        <translation>샘플</translation>
    </message>
    <message>
        <source>Which samples are shown</source>
        <translation>어느 샘플을 보일지 정합니다</translation>
    </message>
    <message>
        <source>Order</source>
        <translation>순서</translation>
    </message>
    <message>
        <source>Which samples come first</source>
        <translation>어느 샘플이 먼저 올지 정합니다</translation>
    </message>
    <message>
        <source>Sample</source>
        <translation>샘플</translation>
    </message>
    <message>
        <source>True class</source>
        <translation>실제 클래스</translation>
    </message>
    <message>
        <source>Predicted class</source>
        <translation>예측 클래스</translation>
    </message>
    <message>
        <source>Target {n}</source>
        <translation>목표값 {n}</translation>
    </message>
    <message>
        <source>Answer {n}</source>
        <translation>답 {n}</translation>
    </message>
    <message>
        <source>Residual {n}</source>
        <translation>잔차 {n}</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>손실</translation>
    </message>
    <message>
        <source>All</source>
        <translation>모두</translation>
    </message>
    <message>
        <source>Highest loss first</source>
        <translation>손실이 큰 것부터</translation>
    </message>
    <message>
        <source>Mistakes</source>
        <translation>오답</translation>
    </message>
    <message>
        <source>Correct ones</source>
        <translation>맞힌 것</translation>
    </message>
    <message>
        <source>By sample number</source>
        <translation>샘플 번호순</translation>
    </message>
    <message>
        <source>No mistakes: all {count} samples are answered correctly.</source>
        <translation>오답이 없습니다. 샘플 {count}개를 모두 맞혔습니다.</translation>
    </message>
    <message>
        <source>Most confident first</source>
        <translation>확신이 큰 것부터</translation>
    </message>
    <message>
        <source>Least confident first</source>
        <translation>확신이 작은 것부터</translation>
    </message>
    <message>
        <source>{right} taken for {taken}</source>
        <translation>{right}을(를) {taken}(으)로</translation>
    </message>
    <message>
        <source>{shown} shown</source>
        <translation>{shown}개 표시</translation>
    </message>
    <message>
        <source>No sample is like that.</source>
        <translation>그런 샘플이 없습니다.</translation>
    </message>
</context>
<context>
    <name>PreferencesDialog</name>
    <message>
        <source>Preferences</source>
        <translation>환경 설정</translation>
    </message>
    <message>
        <source>&amp;Reset all</source>
        <translation>모두 기본값으로(&amp;R)</translation>
    </message>
    <message>
        <source>Back to the defaults</source>
        <translation>기본값으로 되돌립니다</translation>
    </message>
    <message>
        <source>&amp;Cancel</source>
        <translation>취소(&amp;C)</translation>
    </message>
    <message>
        <source>Take back what was changed here</source>
        <translation>여기서 바꾼 것을 되돌립니다</translation>
    </message>
    <message>
        <source>&amp;OK</source>
        <translation>확인(&amp;O)</translation>
    </message>
    <message>
        <source>Keep what was changed here</source>
        <translation>여기서 바꾼 것을 유지합니다</translation>
    </message>
    <message>
        <source>on</source>
        <translation>켬</translation>
    </message>
    <message>
        <source>off</source>
        <translation>끔</translation>
    </message>
</context>
<context>
    <name>RatePreview</name>
    <message>
        <source>Learning rate over the run</source>
        <translation>실행에 걸친 학습률</translation>
    </message>
    <message>
        <source>The rate depends on how the validation loss goes: not known beforehand.</source>
        <translation>학습률이 검증 손실에 달려 있어 미리 알 수 없습니다.</translation>
    </message>
    <message>
        <source>{title}, with warm-up</source>
        <translation>{title}, 워밍업 포함</translation>
    </message>
    <message>
        <source>{title}, logarithmic</source>
        <translation>{title}, 로그</translation>
    </message>
    <message>
        <source>epoch 0</source>
        <translation>에포크 0</translation>
    </message>
    <message>
        <source>epoch {n}</source>
        <translation>에포크 {n}</translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation>학습률</translation>
    </message>
    <message>
        <source>{name} stays at {first} for {epochs} epochs.</source>
        <translation>{name}: {epochs} 에포크 동안 {first}을(를) 유지합니다.</translation>
    </message>
    <message>
        <source>{name} falls from {first} to {last} in {epochs} epochs.</source>
        <translation>{name}: {epochs} 에포크 동안 {first}에서 {last}까지 내려갑니다.</translation>
    </message>
    <message>
        <source>{name} rises from {first} to {last} in {epochs} epochs.</source>
        <translation>{name}: {epochs} 에포크 동안 {first}에서 {last}까지 올라갑니다.</translation>
    </message>
    <message>
        <source>{name} rises from {first} to {high}, then falls to {last}, in {epochs} epochs.</source>
        <translation>{name}: {epochs} 에포크 동안 {first}에서 {high}까지 올랐다가 {last}까지 내려갑니다.</translation>
    </message>
    <message>
        <source>{name} swings between {low} and {high}, from {first} to {last}, in {epochs} epochs.</source>
        <translation>{name}: {epochs} 에포크 동안 {low}와(과) {high} 사이를 오가며 {first}에서 {last}에 이릅니다.</translation>
    </message>
</context>
<context>
    <name>RateView</name>
    <message>
        <source>Learning rate</source>
        <translation>학습률</translation>
    </message>
    <message>
        <source>k nearest neighbours is not trained step by step, so it has no learning rate.</source>
        <translation>k-최근접 이웃은 스텝마다 학습하지 않으므로 학습률이 없습니다.</translation>
    </message>
    <message>
        <source>The learning rate of every step will appear here once you press Train.</source>
        <translation>학습을 누르면 스텝마다의 학습률이 여기에 나타납니다.</translation>
    </message>
</context>
<context>
    <name>RatiosView</name>
    <message>
        <source>Update / weights</source>
        <translation>갱신 / 가중치</translation>
    </message>
    <message>
        <source>k nearest neighbours has no weights that a step could change.</source>
        <translation>k-최근접 이웃에는 스텝이 바꿀 가중치가 없습니다.</translation>
    </message>
    <message>
        <source>No layer of this network has weights; add a dense or convolutional layer.</source>
        <translation>이 신경망에는 가중치가 있는 층이 없습니다. 완전 연결 층이나 합성곱 층을 넣으세요.</translation>
    </message>
    <message>
        <source>How far each step moves the weights of a layer, relative to their length, will appear here once you press Train. About 0.001 is what one hopes for.</source>
        <translation>학습을 누르면, 각 스텝이 층의 가중치를 그 길이에 비해 얼마나 옮기는지 여기에 나타납니다. 0.001쯤이면 좋습니다.</translation>
    </message>
    <message>
        <source>Update ratios are measured while this view is in sight; the run ended before. Train again.</source>
        <translation>갱신 비율은 이 보기가 보이는 동안 잽니다. 실행이 그 전에 끝났으니 다시 학습하세요.</translation>
    </message>
    <message>
        <source>Update ratios are measured while this view is in sight: press Train or Step to go on.</source>
        <translation>갱신 비율은 이 보기가 보이는 동안 잽니다. 이어 가려면 학습이나 한 스텝을 누르세요.</translation>
    </message>
</context>
<context>
    <name>Readout</name>
    <message>
        <source>Values under the cursor</source>
        <translation>커서 아래의 값</translation>
    </message>
    <message>
        <source>Hold Shift for all digits</source>
        <translation>Shift를 누르면 모든 자리를 보여 줍니다</translation>
    </message>
    <message>
        <source>Shift: all digits</source>
        <translation>Shift: 모든 자리</translation>
    </message>
    <message>
        <source>{name}, mean of {count} seeds</source>
        <translation>{name}, 시드 {count}개의 평균</translation>
    </message>
    <message>
        <source>Epoch {epoch}</source>
        <translation>에포크 {epoch}</translation>
    </message>
    <message>
        <source>step {step}</source>
        <translation>스텝 {step}</translation>
    </message>
    <message>
        <source>{step}, {seconds} s</source>
        <translation>{step}, {seconds}초</translation>
    </message>
    <message>
        <source>{name}, epoch {epoch}</source>
        <translation>{name}, 에포크 {epoch}</translation>
    </message>
    <message>
        <source>– smoothed</source>
        <translation>– 평활화</translation>
    </message>
    <message>
        <source>{name} from step {step}</source>
        <translation>{name}, 스텝 {step}부터</translation>
    </message>
    <message>
        <source>– their mean</source>
        <translation>– 그 평균</translation>
    </message>
</context>
<context>
    <name>RealEditor</name>
    <message>
        <source>{field}, slider</source>
        <translation>{field}, 슬라이더</translation>
    </message>
</context>
<context>
    <name>Renaming</name>
    <message>
        <source>Name of the group</source>
        <translation>그룹의 이름</translation>
    </message>
    <message>
        <source>Name of the layer</source>
        <translation>층의 이름</translation>
    </message>
</context>
<context>
    <name>ResetButton</name>
    <message>
        <source>Reset {field}</source>
        <translation>{field} 기본값으로</translation>
    </message>
    <message>
        <source>Back to the default: {value}</source>
        <translation>기본값으로: {value}</translation>
    </message>
</context>
<context>
    <name>Rows</name>
    <message>
        <source>Histograms of the layers</source>
        <translation>층의 히스토그램</translation>
    </message>
    <message>
        <source>Up and down select a layer</source>
        <translation>위아래 화살표로 층을 선택합니다</translation>
    </message>
</context>
<context>
    <name>RunBar</name>
    <message>
        <source>Resume</source>
        <translation>계속</translation>
    </message>
    <message>
        <source>Epoch</source>
        <translation>에포크</translation>
    </message>
    <message>
        <source>Progress of the run</source>
        <translation>실행의 진행</translation>
    </message>
    <message>
        <source>Elapsed time</source>
        <translation>지난 시간</translation>
    </message>
    <message>
        <source>Remaining time</source>
        <translation>남은 시간</translation>
    </message>
    <message>
        <source>Speed</source>
        <translation>속도</translation>
    </message>
    <message>
        <source>How fast to train: {pace}</source>
        <translation>학습 속도: {pace}</translation>
    </message>
    <message>
        <source>Training speed</source>
        <translation>학습 속도</translation>
    </message>
    <message>
        <source>Not trained yet</source>
        <translation>아직 학습하지 않음</translation>
    </message>
    <message>
        <source>Cannot train yet: see the problem below</source>
        <translation>아직 학습할 수 없음: 아래의 문제를 보세요</translation>
    </message>
    <message>
        <source>Cannot train yet: see the {n} problems below</source>
        <translation>아직 학습할 수 없음: 아래의 문제 {n}개를 보세요</translation>
    </message>
    <message>
        <source>Train</source>
        <translation>학습</translation>
    </message>
    <message>
        <source>Preparing</source>
        <translation>준비 중</translation>
    </message>
    <message>
        <source>Epoch {now} of {all}</source>
        <translation>에포크 {now} / {all}</translation>
    </message>
    <message>
        <source>Run {number} of {count}, </source>
        <translation>실행 {number} / {count}, </translation>
    </message>
    <message>
        <source>{speed} steps/s</source>
        <translation>초당 {speed}스텝</translation>
    </message>
    <message>
        <source>step {step}</source>
        <translation>스텝 {step}</translation>
    </message>
    <message>
        <source>Evaluated</source>
        <translation>평가함</translation>
    </message>
    <message>
        <source>Evaluating</source>
        <translation>평가 중</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>중지됨</translation>
    </message>
    <message>
        <source>diverged</source>
        <translation>발산함</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>실패함</translation>
    </message>
    <message>
        <source>finished</source>
        <translation>완료</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>일시 정지됨</translation>
    </message>
    <message>
        <source>{time} left</source>
        <translation>{time} 남음</translation>
    </message>
</context>
<context>
    <name>RunController</name>
    <message>
        <source>New initialisation</source>
        <translation>새로 초기화</translation>
    </message>
    <message>
        <source>The run is past that: {step} steps are done. Reset to begin again.</source>
        <translation>이미 지난 곳입니다. {step}스텝을 마쳤습니다. 처음부터 하려면 초기화하세요.</translation>
    </message>
</context>
<context>
    <name>Runs</name>
    <message>
        <source>on</source>
        <translation>켬</translation>
    </message>
    <message>
        <source>off</source>
        <translation>끔</translation>
    </message>
    <message>
        <source>{n} layers</source>
        <translation>층 {n}개</translation>
    </message>
    <message>
        <source>other order of layers</source>
        <translation>층의 순서가 다름</translation>
    </message>
    <message>
        <source>no {what}</source>
        <translation>{what} 없음</translation>
    </message>
    <message>
        <source>{name} (run {number})</source>
        <translation>{name}(실행 {number})</translation>
    </message>
    <message>
        <source>Run {number}, {time}</source>
        <translation>실행 {number}, {time}</translation>
    </message>
</context>
<context>
    <name>SampleHeader</name>
    <message>
        <source>Sample and answer</source>
        <translation>샘플과 답</translation>
    </message>
    <message>
        <source>Class: {name}</source>
        <translation>클래스: {name}</translation>
    </message>
    <message>
        <source>Answer: {name} ({figure})</source>
        <translation>답: {name} ({figure})</translation>
    </message>
    <message>
        <source>Answer: {figure}</source>
        <translation>답: {figure}</translation>
    </message>
    <message>
        <source>{split} {number} of {count}</source>
        <translation>{split} {count}개 중 {number}번</translation>
    </message>
    <message>
        <source>Score</source>
        <translation>점수</translation>
    </message>
    <message>
        <source>Probability</source>
        <translation>확률</translation>
    </message>
    <message>
        <source>{what} of each class:</source>
        <translation>클래스별 {what}:</translation>
    </message>
</context>
<context>
    <name>SamplePicker</name>
    <message>
        <source>Which samples to choose from</source>
        <translation>어느 샘플 중에서 고를지 정합니다</translation>
    </message>
    <message>
        <source>Samples</source>
        <translation>샘플</translation>
    </message>
    <message>
        <source>Previous page</source>
        <translation>이전 쪽</translation>
    </message>
    <message>
        <source>Next page</source>
        <translation>다음 쪽</translation>
    </message>
    <message>
        <source>{first} to {last} of {count}</source>
        <translation>{count}개 중 {first}번부터 {last}번</translation>
    </message>
</context>
<context>
    <name>SampleTable</name>
    <message>
        <source>Sample</source>
        <translation>샘플</translation>
    </message>
    <message>
        <source>Predicted</source>
        <translation>예측</translation>
    </message>
    <message>
        <source>True</source>
        <translation>정답</translation>
    </message>
    <message>
        <source>Target</source>
        <translation>목표값</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>답</translation>
    </message>
    <message>
        <source>Residual</source>
        <translation>잔차</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>손실</translation>
    </message>
    <message>
        <source>Samples</source>
        <translation>샘플</translation>
    </message>
</context>
<context>
    <name>ScaleBar</name>
    <message>
        <source>Scale</source>
        <translation>배율</translation>
    </message>
    <message>
        <source>Colours from {low} to {high}</source>
        <translation>{low}에서 {high}까지의 색</translation>
    </message>
</context>
<context>
    <name>Settings</name>
    <message>
        <source>Appearance</source>
        <translation>화면</translation>
    </message>
    <message>
        <source>Look</source>
        <translation>모양</translation>
    </message>
    <message>
        <source>Colours of the whole window. High contrast is for projectors and weak eyes.</source>
        <translation>창 전체의 색입니다. 고대비는 프로젝터와 약한 시력을 위한 것입니다.</translation>
    </message>
    <message>
        <source>As the desktop is</source>
        <translation>데스크톱에 따라</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>밝게</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>어둡게</translation>
    </message>
    <message>
        <source>High contrast</source>
        <translation>고대비</translation>
    </message>
    <message>
        <source>Density</source>
        <translation>밀도</translation>
    </message>
    <message>
        <source>How large things are and which panels there are; layout and views are remembered for each.</source>
        <translation>글자 크기와 보이는 패널을 정합니다. 배치와 보기는 밀도마다 기억됩니다.</translation>
    </message>
    <message>
        <source>Lab: all panels</source>
        <translation>실험실: 모든 패널</translation>
    </message>
    <message>
        <source>Lecture: large type, few panels</source>
        <translation>강의: 큰 글자, 적은 패널</translation>
    </message>
    <message>
        <source>Focus: canvas and live views</source>
        <translation>집중: 캔버스와 실시간 보기</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>언어</translation>
    </message>
    <message>
        <source>The language of all texts; what runs goes on.</source>
        <translation>모든 글의 언어입니다. 진행 중인 실행은 이어집니다.</translation>
    </message>
    <message>
        <source>As the desktop speaks</source>
        <translation>데스크톱 언어에 따라</translation>
    </message>
    <message>
        <source>Canvas</source>
        <translation>캔버스</translation>
    </message>
    <message>
        <source>Figures on layers</source>
        <translation>층의 수치</translation>
    </message>
    <message>
        <source>What stands on the boxes besides their main hyperparameter.</source>
        <translation>주요 하이퍼파라미터 외에 상자에 표시할 것입니다.</translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation>파라미터</translation>
    </message>
    <message>
        <source>Multiply-adds</source>
        <translation>곱셈-덧셈 연산</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>메모리</translation>
    </message>
    <message>
        <source>Nothing</source>
        <translation>없음</translation>
    </message>
    <message>
        <source>Figures as shares</source>
        <translation>수치를 비율로</translation>
    </message>
    <message>
        <source>In percent of the network, in place of the amounts.</source>
        <translation>양 대신 신경망에 대한 백분율로 표시합니다.</translation>
    </message>
    <message>
        <source>Under the layers</source>
        <translation>층 아래</translation>
    </message>
    <message>
        <source>Small live pictures below the boxes.</source>
        <translation>상자 아래의 작은 실시간 그림입니다.</translation>
    </message>
    <message>
        <source>Neurons of a plane, else activations</source>
        <translation>평면이면 뉴런, 아니면 활성값</translation>
    </message>
    <message>
        <source>Histograms of activations</source>
        <translation>활성값 히스토그램</translation>
    </message>
    <message>
        <source>Histograms of weights</source>
        <translation>가중치 히스토그램</translation>
    </message>
    <message>
        <source>Histograms of gradients</source>
        <translation>기울기 히스토그램</translation>
    </message>
    <message>
        <source>Minimap</source>
        <translation>미니맵</translation>
    </message>
    <message>
        <source>Shows the whole network small in a corner while it is not wholly in view.</source>
        <translation>신경망이 화면을 벗어나면 구석에 전체를 작게 보여 줍니다.</translation>
    </message>
</context>
<context>
    <name>ShortcutsDialog</name>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>키보드 단축키</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>키</translation>
    </message>
    <message>
        <source>What they do</source>
        <translation>하는 일</translation>
    </message>
</context>
<context>
    <name>SmallPage</name>
    <message>
        <source>Show large to walk through</source>
        <translation>크게 펼쳐 걸어 보기</translation>
    </message>
    <message>
        <source>L = {loss} · step {n} comes next</source>
        <translation>L = {loss} · 다음은 스텝 {n}</translation>
    </message>
</context>
<context>
    <name>Smoothing</name>
    <message>
        <source>Exponential smoothing: a mean in which a figure counts less with every later step. The curve as it is stays visible behind.</source>
        <translation>지수 평활화: 스텝이 지날수록 앞선 값을 덜 반영하는 평균입니다. 원래 곡선은 뒤에 그대로 보입니다.</translation>
    </message>
    <message>
        <source>Smoothing</source>
        <translation>평활화</translation>
    </message>
    <message>
        <source>none</source>
        <translation>없음</translation>
    </message>
    <message>
        <source>Weight {weight} a step</source>
        <translation>스텝당 가중치 {weight}</translation>
    </message>
    <message>
        <source>about {n} steps</source>
        <translation>약 {n}스텝</translation>
    </message>
</context>
<context>
    <name>Starters</name>
    <message>
        <source>Or start from a template:</source>
        <translation>또는 템플릿에서 시작하기:</translation>
    </message>
    <message>
        <source>Start from a template</source>
        <translation>템플릿에서 시작하기</translation>
    </message>
    <message>
        <source>Data come in on the left, the loss judges what comes out. Put layers between:
drag one here, double-click one in the palette, or type its name, such as {example}.</source>
        <translation>데이터는 왼쪽으로 들어오고, 손실이 나오는 것을 판정합니다. 그 사이에 층을 놓으세요.
층을 여기로 끌거나, 팔레트에서 두 번 클릭하거나, {example}처럼 이름을 입력하세요.</translation>
    </message>
</context>
<context>
    <name>StatusPanel</name>
    <message>
        <source>Problems</source>
        <translation>문제</translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation>파라미터</translation>
    </message>
    <message>
        <source>Multiply-adds</source>
        <translation>곱셈-덧셈 연산</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>메모리</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>시드</translation>
    </message>
    <message>
        <source>Numbers that training may change</source>
        <translation>학습이 바꿀 수 있는 수</translation>
    </message>
    <message>
        <source>Fixes initial weights, order and masks: the same seed gives the same run</source>
        <translation>초기 가중치, 순서, 마스크를 고정합니다. 시드가 같으면 실행도 같습니다</translation>
    </message>
    <message>
        <source>Differs from run</source>
        <translation>실행과 다름</translation>
    </message>
    <message>
        <source>You edited the experiment after this run began. Train starts a new run with your edits.</source>
        <translation>이 실행을 시작한 뒤에 실험을 고쳤습니다. 학습을 누르면 고친 실험으로 새 실행을 시작합니다.</translation>
    </message>
    <message>
        <source>{n} more: see the analysis</source>
        <translation>{n}개 더 있음: 분석을 보세요</translation>
    </message>
    <message>
        <source>1 parameter</source>
        <translation>파라미터 1개</translation>
    </message>
    <message>
        <source>{n} parameters</source>
        <translation>파라미터 {n}개</translation>
    </message>
    <message>
        <source>{n} multiply-adds</source>
        <translation>곱셈-덧셈 연산 {n}회</translation>
    </message>
    <message>
        <source>{n} multiplications with additions carry one sample forward</source>
        <translation>샘플 하나의 순전파에 곱셈과 덧셈 {n}회</translation>
    </message>
    <message>
        <source>{size} per step</source>
        <translation>스텝당 {size}</translation>
    </message>
    <message>
        <source>Estimated memory of one training step: {n} bytes</source>
        <translation>학습 스텝 하나의 예상 메모리: {n}바이트</translation>
    </message>
    <message>
        <source>seed {n}</source>
        <translation>시드 {n}</translation>
    </message>
    <message>
        <source>No problems</source>
        <translation>문제 없음</translation>
    </message>
    <message>
        <source>The experiment is ready to run</source>
        <translation>실험을 실행할 준비가 되었습니다</translation>
    </message>
    <message>
        <source>1 problem</source>
        <translation>문제 1개</translation>
    </message>
    <message>
        <source>{n} problems</source>
        <translation>문제 {n}개</translation>
    </message>
    <message>
        <source>Go to what stands in the way of training, and list it</source>
        <translation>학습을 가로막는 것으로 가고 목록을 보여 줍니다</translation>
    </message>
</context>
<context>
    <name>StepRange</name>
    <message>
        <source>Steps that are shown</source>
        <translation>표시할 스텝</translation>
    </message>
    <message>
        <source>Steps that are shown: drag either end; a double click shows all</source>
        <translation>표시할 스텝: 양 끝을 끄세요. 두 번 클릭하면 모두 보입니다</translation>
    </message>
    <message>
        <source>{handle} is moved by the arrow keys</source>
        <translation>화살표 키로 &apos;{handle}&apos;을(를) 옮깁니다</translation>
    </message>
    <message>
        <source>The last step</source>
        <translation>마지막 스텝</translation>
    </message>
    <message>
        <source>The first step</source>
        <translation>첫 스텝</translation>
    </message>
    <message>
        <source>Steps {first} to {last}</source>
        <translation>스텝 {first}에서 {last}까지</translation>
    </message>
</context>
<context>
    <name>SurfaceView</name>
    <message>
        <source>What the colours show</source>
        <translation>색이 나타내는 것</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>색</translation>
    </message>
    <message>
        <source>Samples</source>
        <translation>샘플</translation>
    </message>
    <message>
        <source>Show the samples: circles for training, squares for validation</source>
        <translation>샘플 보이기: 동그라미는 훈련, 네모는 검증</translation>
    </message>
    <message>
        <source>Decision surface</source>
        <translation>결정 경계</translation>
    </message>
    <message>
        <source>Point to read, click to keep</source>
        <translation>가리켜 읽고 클릭해 붙박습니다</translation>
    </message>
    <message>
        <source>A decision surface needs two input numbers; this data set has {numbers}. {sets} have two.</source>
        <translation>결정 경계에는 입력 수 두 개가 필요하지만 이 데이터셋은 {numbers}개입니다. 둘인 데이터셋: {sets}.</translation>
    </message>
    <message>
        <source>x</source>
        <translation>x</translation>
    </message>
    <message>
        <source>y</source>
        <translation>y</translation>
    </message>
    <message>
        <source>Class {name}</source>
        <translation>클래스 {name}</translation>
    </message>
    <message>
        <source>Output {number}</source>
        <translation>출력 {number}</translation>
    </message>
    <message>
        <source>Blended classes</source>
        <translation>섞인 클래스 색</translation>
    </message>
    <message>
        <source>Predicted class</source>
        <translation>예측 클래스</translation>
    </message>
    <message>
        <source>Confidence</source>
        <translation>확신도</translation>
    </message>
    <message>
        <source>{layer}, neuron {number}: from {low:.4g} to {high:.4g}</source>
        <translation>{layer}, 뉴런 {number}: {low:.4g}에서 {high:.4g}까지</translation>
    </message>
    <message>
        <source>{answer} at ({x:.4g}, {y:.4g})</source>
        <translation>({x:.4g}, {y:.4g})에서 {answer}</translation>
    </message>
    <message>
        <source>probability</source>
        <translation>확률</translation>
    </message>
    <message>
        <source>share of votes</source>
        <translation>득표 비율</translation>
    </message>
    <message>
        <source>score</source>
        <translation>점수</translation>
    </message>
    <message>
        <source>value</source>
        <translation>값</translation>
    </message>
    <message>
        <source>{shown} training</source>
        <translation>훈련 {shown}</translation>
    </message>
    <message>
        <source>{shown} validation</source>
        <translation>검증 {shown}</translation>
    </message>
    <message>
        <source>{some} of {all}</source>
        <translation>{all}개 중 {some}개</translation>
    </message>
</context>
<context>
    <name>Taking</name>
    <message>
        <source>Picture copied</source>
        <translation>그림을 복사했습니다</translation>
    </message>
    <message>
        <source>Values copied</source>
        <translation>값을 복사했습니다</translation>
    </message>
    <message>
        <source>Save the picture</source>
        <translation>그림 저장</translation>
    </message>
    <message>
        <source>PNG picture (*.png);;SVG drawing (*.svg)</source>
        <translation>PNG 그림 (*.png);;SVG 그림 (*.svg)</translation>
    </message>
    <message>
        <source>Save the values</source>
        <translation>값 저장</translation>
    </message>
    <message>
        <source>CSV table (*.csv)</source>
        <translation>CSV 표 (*.csv)</translation>
    </message>
    <message>
        <source>Animated GIF (*.gif);;PNG pictures, numbered (*.png)</source>
        <translation>움직이는 GIF (*.gif);;번호를 붙인 PNG 그림 (*.png)</translation>
    </message>
    <message>
        <source>Save the recording</source>
        <translation>녹화 저장</translation>
    </message>
    <message>
        <source>&amp;Copy picture</source>
        <translation>그림 복사(&amp;C)</translation>
    </message>
    <message>
        <source>Copy &amp;values</source>
        <translation>값 복사(&amp;V)</translation>
    </message>
    <message>
        <source>&amp;Save picture...</source>
        <translation>그림 저장(&amp;S)...</translation>
    </message>
    <message>
        <source>Save va&amp;lues...</source>
        <translation>값 저장(&amp;L)...</translation>
    </message>
    <message>
        <source>&amp;End recording ({n} s) and save...</source>
        <translation>녹화 마치고({n}초) 저장(&amp;E)...</translation>
    </message>
    <message>
        <source>&amp;Discard recording</source>
        <translation>녹화 버리기(&amp;D)</translation>
    </message>
    <message>
        <source>Ca&amp;ncel writing the film ({n} %)</source>
        <translation>영상 쓰기 취소({n} %)(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Record</source>
        <translation>녹화(&amp;R)</translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>바꾸기</translation>
    </message>
    <message>
        <source>{name} already exists.</source>
        <translation>{name}이(가) 이미 있습니다.</translation>
    </message>
    <message>
        <source>{name} and others already exist.</source>
        <translation>{name} 등이 이미 있습니다.</translation>
    </message>
    <message>
        <source>&amp;Replace</source>
        <translation>바꾸기(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Cancel</source>
        <translation>취소(&amp;C)</translation>
    </message>
    <message>
        <source>Saved {file}</source>
        <translation>저장함: {file}</translation>
    </message>
    <message>
        <source>{file}: the recording cannot be written ({reason}).</source>
        <translation>{file}: 녹화를 쓸 수 없습니다({reason}).</translation>
    </message>
</context>
<context>
    <name>TextEditor</name>
    <message>
        <source>mixed</source>
        <translation>여러 값</translation>
    </message>
</context>
<context>
    <name>Thumbnail</name>
    <message>
        <source>Row {row}, column {column}: {value}</source>
        <translation>{row}행 {column}열: {value}</translation>
    </message>
</context>
<context>
    <name>Thumbnails</name>
    <message>
        <source>{layer}, neuron {number} of {all}: from {low:.4g} to {high:.4g} over the plane</source>
        <translation>{layer}, 뉴런 {all}개 중 {number}번: 평면 위에서 {low:.4g}부터 {high:.4g}까지</translation>
    </message>
</context>
<context>
    <name>TrainingThread</name>
    <message>
        <source>Training stopped by a fault of the program: {fault}</source>
        <translation>프로그램의 문제로 학습이 멈췄습니다: {fault}</translation>
    </message>
</context>
<context>
    <name>TypedWeights</name>
    <message>
        <source>Set {weight} to {value}</source>
        <translation>{weight}을(를) {value}(으)로 설정</translation>
    </message>
</context>
<context>
    <name>UndoListPanel</name>
    <message>
        <source>History of edits</source>
        <translation>편집 기록</translation>
    </message>
    <message>
        <source>Click an edit to go back to it, or forward again</source>
        <translation>편집을 클릭하면 그때로 돌아가거나 다시 앞으로 갑니다</translation>
    </message>
    <message>
        <source>Opened</source>
        <translation>열었음</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>시작</translation>
    </message>
</context>
<context>
    <name>Usage</name>
    <message>
        <source>{layers}, then</source>
        <translation>{layers}, 다음</translation>
    </message>
    <message>
        <source>on</source>
        <translation>켬</translation>
    </message>
    <message>
        <source>off</source>
        <translation>끔</translation>
    </message>
</context>
<context>
    <name>Verdicts</name>
    <message>
        <source>Probability</source>
        <translation>확률</translation>
    </message>
    <message>
        <source>Share of votes</source>
        <translation>득표 비율</translation>
    </message>
    <message>
        <source>Lead of the score</source>
        <translation>점수 차이</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>값</translation>
    </message>
    <message>
        <source>Sample {index}: {right}, taken for {taken}.</source>
        <translation>샘플 {index}: {right}, {taken}(으)로 답함.</translation>
    </message>
    <message>
        <source> ({right}: {own})</source>
        <translation> ({right}: {own})</translation>
    </message>
    <message>
        <source>, loss {loss}</source>
        <translation>, 손실 {loss}</translation>
    </message>
    <message>
        <source>Sample {index}: loss {loss}.</source>
        <translation>샘플 {index}: 손실 {loss}.</translation>
    </message>
    <message>
        <source>Sample {index}: target {target}, answer {answer}, residual {residual}, loss {loss}.</source>
        <translation>샘플 {index}: 목표값 {target}, 답 {answer}, 잔차 {residual}, 손실 {loss}.</translation>
    </message>
    <message>
        <source>{count} of {size} samples</source>
        <translation>샘플 {size}개 중 {count}개</translation>
    </message>
    <message>
        <source>{count} samples</source>
        <translation>샘플 {count}개</translation>
    </message>
    <message>
        <source>{share} % right</source>
        <translation>정답 {share} %</translation>
    </message>
    <message>
        <source>Sample {index}: {right}, answered correctly.</source>
        <translation>샘플 {index}: {right}, 맞힘.</translation>
    </message>
    <message>
        <source>mean loss {loss}</source>
        <translation>평균 손실 {loss}</translation>
    </message>
    <message>
        <source>; looked at because you chose the test samples</source>
        <translation>; 테스트 샘플을 골랐으므로 표시합니다</translation>
    </message>
</context>
<context>
    <name>View</name>
    <message>
        <source>Copy, save or record this view</source>
        <translation>이 보기를 복사, 저장, 녹화합니다</translation>
    </message>
    <message>
        <source>step {step}</source>
        <translation>스텝 {step}</translation>
    </message>
    <message>
        <source>Back to its place (Esc)</source>
        <translation>제자리로 (Esc)</translation>
    </message>
    <message>
        <source>Show this view large</source>
        <translation>크게 보기</translation>
    </message>
    <message>
        <source>One moment…</source>
        <translation>잠시만 기다리세요…</translation>
    </message>
    <message>
        <source>This network has nothing to show here.</source>
        <translation>이 신경망에는 여기에 보일 것이 없습니다.</translation>
    </message>
    <message>
        <source>{title} will appear here as soon as the network has no problems. {problem}</source>
        <translation>신경망의 문제를 해결하면 여기에 &apos;{title}&apos;이(가) 나타납니다. {problem}</translation>
    </message>
    <message>
        <source>Recording: {n} s so far. Click to end it.</source>
        <translation>녹화 중: 지금까지 {n}초. 클릭하면 마칩니다.</translation>
    </message>
    <message>
        <source>The recording is being written.</source>
        <translation>녹화를 쓰는 중입니다.</translation>
    </message>
    <message>
        <source>{n} s</source>
        <translation>{n}초</translation>
    </message>
    <message>
        <source>Totals</source>
        <translation>합계</translation>
    </message>
</context>
<context>
    <name>Views</name>
    <message>
        <source>Loss</source>
        <translation>손실</translation>
    </message>
    <message>
        <source>Accuracy</source>
        <translation>정확도</translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation>학습률</translation>
    </message>
    <message>
        <source>Gradient norm</source>
        <translation>기울기 노름</translation>
    </message>
    <message>
        <source>Update ratios</source>
        <translation>갱신 비율</translation>
    </message>
    <message>
        <source>Metrics</source>
        <translation>지표</translation>
    </message>
    <message>
        <source>Histograms</source>
        <translation>히스토그램</translation>
    </message>
    <message>
        <source>Weights</source>
        <translation>가중치</translation>
    </message>
    <message>
        <source>Decision surface</source>
        <translation>결정 경계</translation>
    </message>
    <message>
        <source>Neurons</source>
        <translation>뉴런</translation>
    </message>
    <message>
        <source>Warped plane</source>
        <translation>휘어진 평면</translation>
    </message>
    <message>
        <source>Fitted curve</source>
        <translation>적합 곡선</translation>
    </message>
    <message>
        <source>Weight images</source>
        <translation>가중치 이미지</translation>
    </message>
    <message>
        <source>Feature maps</source>
        <translation>특징 맵</translation>
    </message>
    <message>
        <source>Confusion matrix</source>
        <translation>혼동 행렬</translation>
    </message>
    <message>
        <source>Predictions</source>
        <translation>예측</translation>
    </message>
    <message>
        <source>Draw a digit</source>
        <translation>숫자 그리기</translation>
    </message>
    <message>
        <source>Microscope</source>
        <translation>현미경</translation>
    </message>
    <message>
        <source>{names} and {last}</source>
        <translation>{names}, {last}</translation>
    </message>
</context>
<context>
    <name>WarpCanvas</name>
    <message>
        <source>{target}: {at}</source>
        <translation>{target}: {at}</translation>
    </message>
    <message>
        <source>Sample {number}, {target}: {at}</source>
        <translation>샘플 {number}, {target}: {at}</translation>
    </message>
    <message>
        <source>{layer}: {share:.0%} of variance</source>
        <translation>{layer}: 분산의 {share:.0%}</translation>
    </message>
    <message>
        <source>{layer}: {share:.1%} of the variance of {units} units, on two principal axes</source>
        <translation>{layer}: 유닛 {units}개의 분산의 {share:.1%}, 두 주축 위</translation>
    </message>
    <message>
        <source>{layer}: its only unit</source>
        <translation>{layer}: 하나뿐인 유닛</translation>
    </message>
    <message>
        <source>{layer}: its two units</source>
        <translation>{layer}: 두 유닛</translation>
    </message>
    <message>
        <source>Class {name}</source>
        <translation>클래스 {name}</translation>
    </message>
    <message>
        <source>Input</source>
        <translation>입력</translation>
    </message>
</context>
<context>
    <name>WarpView</name>
    <message>
        <source>k nearest neighbours has no layers that could bend the plane.</source>
        <translation>k-최근접 이웃에는 평면을 휠 층이 없습니다.</translation>
    </message>
    <message>
        <source>The plane of two input numbers is shown as a layer bends it; this data set has {numbers}. {sets} have two.</source>
        <translation>두 입력 수의 평면을 층이 휘는 대로 보여 줍니다. 이 데이터셋의 입력은 {numbers}개입니다. 둘인 데이터셋: {sets}.</translation>
    </message>
    <message>
        <source>The layer&apos;s outputs will be shown here, for rows of numbers.</source>
        <translation>수의 행을 내는 층의 출력이 여기에 나타납니다.</translation>
    </message>
    <message>
        <source>Axis {number}</source>
        <translation>축 {number}</translation>
    </message>
    <message>
        <source>Target</source>
        <translation>목표값</translation>
    </message>
</context>
<context>
    <name>WeightEditor</name>
    <message>
        <source>New value</source>
        <translation>새 값</translation>
    </message>
    <message>
        <source>Enter sets it, between two steps; Esc leaves it as it is</source>
        <translation>Enter를 누르면 두 스텝 사이에 바뀌고, Esc를 누르면 그대로입니다</translation>
    </message>
    <message>
        <source>A weight has to be a finite number, such as -0.25 or 1e-3.</source>
        <translation>가중치는 -0.25나 1e-3 같은 유한한 수여야 합니다.</translation>
    </message>
</context>
<context>
    <name>WeightImagesView</name>
    <message>
        <source>Which layer&apos;s weights to show</source>
        <translation>어느 층의 가중치를 볼지 정합니다</translation>
    </message>
    <message>
        <source>Layer</source>
        <translation>층</translation>
    </message>
    <message>
        <source>Mean over inputs</source>
        <translation>입력에 걸친 평균</translation>
    </message>
    <message>
        <source>Mean of inputs</source>
        <translation>입력의 평균</translation>
    </message>
    <message>
        <source>Show the mean over a filter&apos;s inputs, not a picture for each</source>
        <translation>입력마다의 그림 대신 필터의 입력에 걸친 평균을 보여 줍니다</translation>
    </message>
    <message>
        <source>Weight images</source>
        <translation>가중치 이미지</translation>
    </message>
    <message>
        <source>k nearest neighbours has no weights. Choose a network on picture data.</source>
        <translation>k-최근접 이웃에는 가중치가 없습니다. 이미지 데이터에 신경망을 쓰세요.</translation>
    </message>
    <message>
        <source>Weights are seen as images where a layer reads pixels: Conv2D anywhere, or Dense behind Flatten on picture data such as Digits. This network has neither.</source>
        <translation>층이 픽셀을 읽는 곳에서 가중치를 이미지로 볼 수 있습니다. 합성곱은 어디서나, 완전 연결은 &apos;숫자&apos; 같은 이미지 데이터에서 평탄화 다음에 그렇습니다. 이 신경망에는 둘 다 없습니다.</translation>
    </message>
    <message>
        <source>{shown} of {all}</source>
        <translation>{all}개 중 {shown}개</translation>
    </message>
    <message>
        <source>{n} classes, {size}</source>
        <translation>클래스 {n}개, {size}</translation>
    </message>
    <message>
        <source>{n} filters {size} (columns), {inputs} inputs (rows)</source>
        <translation>{size} 필터 {n}개(열), 입력 {inputs}개(행)</translation>
    </message>
    <message>
        <source>{n} filters {size} (rows), {inputs} inputs (columns)</source>
        <translation>{size} 필터 {n}개(행), 입력 {inputs}개(열)</translation>
    </message>
    <message>
        <source>{n} filters {size}, mean of {inputs} inputs</source>
        <translation>{size} 필터 {n}개, 입력 {inputs}개의 평균</translation>
    </message>
    <message>
        <source>{n} filters, {size}</source>
        <translation>필터 {n}개, {size}</translation>
    </message>
    <message>
        <source>{n} units, {size}</source>
        <translation>유닛 {n}개, {size}</translation>
    </message>
    <message>
        <source>Selected layer</source>
        <translation>선택한 층</translation>
    </message>
    <message>
        <source>The selected layer</source>
        <translation>선택한 층</translation>
    </message>
</context>
<context>
    <name>WeightTiles</name>
    <message>
        <source>class {name}</source>
        <translation>클래스 {name}</translation>
    </message>
    <message>
        <source>filter {unit}, input {channel}</source>
        <translation>필터 {unit}, 입력 {channel}</translation>
    </message>
    <message>
        <source>filter {unit}, mean over inputs</source>
        <translation>필터 {unit}, 입력에 걸친 평균</translation>
    </message>
    <message>
        <source>filter {unit}</source>
        <translation>필터 {unit}</translation>
    </message>
    <message>
        <source>unit {unit}</source>
        <translation>유닛 {unit}</translation>
    </message>
    <message>
        <source>{layer}, {of}, row {row}, column {column}</source>
        <translation>{layer}, {of}, {row}행 {column}열</translation>
    </message>
</context>
<context>
    <name>WeightsView</name>
    <message>
        <source>k nearest neighbours has no weights.</source>
        <translation>k-최근접 이웃에는 가중치가 없습니다.</translation>
    </message>
    <message>
        <source>Weights are drawn as wires where a dense layer has at most {most} inputs and outputs; this network has no such layer. Small networks such as that of the Spirals preset have.</source>
        <translation>입력과 출력이 최대 {most}개인 완전 연결 층의 가중치를 연결선으로 그립니다. 이 신경망에는 그런 층이 없습니다. &apos;나선&apos; 프리셋처럼 작은 신경망에는 있습니다.</translation>
    </message>
    <message>
        <source>Layer</source>
        <translation>층</translation>
    </message>
    <message>
        <source>Parameter</source>
        <translation>파라미터</translation>
    </message>
    <message>
        <source>From</source>
        <translation>시작</translation>
    </message>
    <message>
        <source>To</source>
        <translation>끝</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>값</translation>
    </message>
    <message>
        <source>Input</source>
        <translation>입력</translation>
    </message>
    <message>
        <source>bias {target} of {layer}</source>
        <translation>{layer}의 편향 {target}</translation>
    </message>
    <message>
        <source>weight {source} to {target} of {layer}</source>
        <translation>{layer}의 가중치 {source} → {target}</translation>
    </message>
</context>
<context>
    <name>WireCanvas</name>
    <message>
        <source>{value}: bias of neuron {target}, {layer}</source>
        <translation>{value}: {layer}, 뉴런 {target}의 편향</translation>
    </message>
    <message>
        <source>{value}: {layer}, {source} to {target}</source>
        <translation>{value}: {layer}, {source} → {target}</translation>
    </message>
    <message>
        <source>Too large to draw: {layers}.</source>
        <translation>그리기에는 너무 큼: {layers}.</translation>
    </message>
    <message>
        <source>Double click to type a weight in</source>
        <translation>두 번 클릭하면 가중치를 입력할 수 있습니다</translation>
    </message>
    <message>
        <source>negative</source>
        <translation>음수</translation>
    </message>
    <message>
        <source>positive</source>
        <translation>양수</translation>
    </message>
</context>
<context>
    <name>_NameField</name>
    <message>
        <source>Name of the run</source>
        <translation>실행의 이름</translation>
    </message>
</context>
<context>
    <name>_Steps</name>
    <message>
        <source>{step} (saved)</source>
        <translation>{step}(저장됨)</translation>
    </message>
</context>
</TS>
